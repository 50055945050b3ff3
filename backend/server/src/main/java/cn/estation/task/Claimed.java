package cn.estation.task;

import cn.estation.kernel.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim stands after a command, as the mini-program gets it.
 *
 * @param offerExpiresAt until when an offered place is kept
 */
record Claimed(
        Id claimId,
        Id taskId,
        ClaimStatus status,
        @Nullable Instant offerExpiresAt,
        @Nullable Instant checkedInAt,
        @Nullable Instant checkedOutAt) {

    static Claimed of(Claim claim) {
        return new Claimed(
                Id.of(claim.id()),
                Id.of(claim.taskId()),
                claim.status(),
                claim.offerExpiresAt(),
                claim.checkedInAt(),
                claim.checkedOutAt());
    }
}
