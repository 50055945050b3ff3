package cn.estation.mall.shelf;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merchant who gives what is on the shelf.
 *
 * @param partner true of a 红色合伙人
 * @param inUse false if nothing new comes from them
 */
public record Supplier(
        long id,
        long communityId,
        @Nullable String code,
        String name,
        boolean partner,
        String offers,
        String address,
        String phone,
        boolean inUse,
        Instant createdAt)
        implements InCommunity {

    /** As it stands in a choice: that nothing new comes from them is said as well. */
    @Override
    public String nameAmong(Map<String, String> communities) {
        return InCommunity.super.nameAmong(communities) + (inUse ? "" : "（已停止合作）");
    }
}
