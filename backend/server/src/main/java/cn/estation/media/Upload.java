package cn.estation.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture or document somebody sent.
 *
 * @param owner key of the actor
 * @param cellId the organisation it belongs to
 * @param width in pixels; of a document's first page, in points
 * @param pages of a document; none for a picture
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
        Format format,
        int width,
        int height,
        @Nullable Integer pages,
        long bytes,
        String digest,
        String location,
        Verdict verdict,
        String usedBy,
        int attempts,
        @Nullable Instant nextCheckAt,
        Instant createdAt,
        @Nullable Instant judgedAt) {

    /** What it is kept as. */
    public enum Format {
        JPEG("image/jpeg", "jpg"),
        PNG("image/png", "png"),
        PDF("application/pdf", "pdf");

        private final String type;
        private final String ending;

        Format(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }

        /** The media type. */
        public String type() {
            return type;
        }

        /** Of a file name, without the dot. */
        public String ending() {
            return ending;
        }
    }

    /** True for what a page can show as a picture. */
    public boolean isPicture() {
        return format != Format.PDF;
    }

    /** True once others than the sender may see it, if they may see such things at all. */
    public boolean isPassed() {
        return verdict == Verdict.PASSED;
    }

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
