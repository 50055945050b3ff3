package cn.estation.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of the trail is wanted; what is null does not matter. The end of the time is not part of it. */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String subject,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
