package cn.estation.guide.version;

import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideContent;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One version of a guide: where it is in its life, and as much of what it says as lists show.
 *
 * @param edits savings of the draft so far, to notice that two people write at once
 * @param score 0 to 100, what the rules think of it
 */
@TableName("guide_version")
public record GuideVersion(
        long id,
        long itemId,
        int number,
        GuideStatus status,
        int edits,
        String title,
        Audience audience,
        String summary,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable LocalDate reviewBy,
        String owner,
        String author,
        @Nullable String submitter,
        @Nullable String publisher,
        @Nullable Instant publishedAt,
        @Nullable String digest,
        @Nullable Long successorId,
        int lintErrors,
        int lintWarnings,
        int score,
        Instant createdAt) {

    /** True if this is, word for word, what was reviewed. */
    public boolean says(GuideContent content) {
        return content.digest().equals(digest);
    }
}
