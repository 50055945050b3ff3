package cn.estation.media;

import cn.estation.media.picture.Picture;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture somebody sent.
 *
 * @param owner key of the actor
 * @param cellId the organisation it belongs to
 * @param location of its file
 * @param usedBy the thing that shows it, for example {@code point:42}; empty for none yet
 * @param attempts how often the platform was asked
 * @param nextCheckAt when it is asked next; none if it is not
 * @param judgedAt when the verdict became what it is; none while pending
 */
public record Upload(
        long id,
        String owner,
        Purpose purpose,
        long cellId,
        Picture.Format format,
        int width,
        int height,
        long bytes,
        String digest,
        String location,
        Verdict verdict,
        String usedBy,
        int attempts,
        @Nullable Instant nextCheckAt,
        Instant createdAt,
        @Nullable Instant judgedAt) {

    /** True if anybody may see it. */
    boolean isPublic() {
        return purpose.isOpen() && verdict == Verdict.PASSED;
    }

    boolean isSentByResident() {
        return owner.startsWith("resident:");
    }

    long residentId() {
        return Long.parseLong(owner.substring("resident:".length()));
    }
}
