package cn.estation.notice;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing a resident was told.
 *
 * @param source what it is about, unique for the resident: telling twice adds nothing
 * @param text free of names and phones
 * @param facts what the fields of a subscription message may show, as JSON
 */
@TableName("notice_notice")
record Notice(
        long id,
        long residentId,
        NoticeKind kind,
        String source,
        String text,
        String facts,
        Instant createdAt,
        @Nullable Instant readAt) {}
