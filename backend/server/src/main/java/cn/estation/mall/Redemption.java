package cn.estation.mall;

import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points traded for one unit of an item, at the price of that moment. */
@TableName("mall_redemption")
record Redemption(
        long id,
        long itemId,
        long communityId,
        long residentId,
        String itemName,
        long price,
        @Nullable Integer perPerson,
        RedemptionStatus status,
        Sealed code,
        String codeIndex,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant collectedAt) {

    boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
