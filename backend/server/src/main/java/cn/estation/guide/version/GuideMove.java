package cn.estation.guide.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step in a version's life; a saving of a draft is a move from DRAFT to DRAFT. */
public record GuideMove(
        @Nullable GuideStatus fromStatus, GuideStatus toStatus, String actor, String reason, Instant movedAt) {}
