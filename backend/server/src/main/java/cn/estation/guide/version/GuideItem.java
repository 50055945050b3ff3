package cn.estation.guide.version;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing residents get done.
 *
 * @param cellId where it holds: a district, a subdistrict or a community
 * @param revision number of the latest change residents could see
 * @param staleSince when it was marked as perhaps out of date; none if nobody doubts it
 */
@TableName("guide_item")
public record GuideItem(
        long id,
        String code,
        String name,
        long cellId,
        boolean demonstration,
        long revision,
        @Nullable Instant staleSince,
        @Nullable String staleReason,
        Instant createdAt) {

    public boolean stale() {
        return staleSince != null;
    }
}
