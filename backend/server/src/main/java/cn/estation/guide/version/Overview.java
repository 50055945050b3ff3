package cn.estation.guide.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the console's list: the item, where its coming and its live version stand, what the rules say of them. */
public record Overview(
        long id,
        String name,
        long cellId,
        boolean demonstration,
        @Nullable Instant staleSince,
        @Nullable Long liveId,
        @Nullable Integer liveNumber,
        @Nullable GuideStatus liveStatus,
        @Nullable Long draftId,
        @Nullable Integer draftNumber,
        @Nullable GuideStatus draftStatus,
        int lintErrors,
        int lintWarnings,
        int score) {}
