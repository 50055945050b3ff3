package cn.estation.guide;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One version of a guide, without its child rows. */
@TableName("guide_version")
record GuideVersion(
        long id,
        long itemId,
        int number,
        GuideStatus status,
        int edits,
        String title,
        GuideTopic topic,
        Audience audience,
        String summary,
        String eligibility,
        String handlingBody,
        String place,
        String hours,
        String phone,
        String onlineUrl,
        String fee,
        String statutoryLimit,
        String promisedLimit,
        @Nullable String legalBasis,
        LocalDate effectiveFrom,
        String author,
        @Nullable String publisher,
        @Nullable Instant publishedAt,
        @Nullable String digest,
        @Nullable Long successorId,
        Instant createdAt) {}
