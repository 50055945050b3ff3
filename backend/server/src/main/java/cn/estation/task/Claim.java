package cn.estation.task;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One member's claim of one place. */
@TableName("task_claim")
record Claim(
        long id,
        long taskId,
        long communityId,
        long residentId,
        ClaimStatus status,
        Instant claimedAt,
        @Nullable Instant checkedInAt,
        @Nullable String evidence,
        @Nullable Integer minutes,
        @Nullable Integer points,
        @Nullable String settledBy,
        @Nullable Instant settledAt) {

    static Claim of(long id, VolunteerTask task, long residentId, Instant now) {
        return new Claim(
                id,
                task.id(),
                task.communityId(),
                residentId,
                ClaimStatus.CLAIMED,
                now,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
