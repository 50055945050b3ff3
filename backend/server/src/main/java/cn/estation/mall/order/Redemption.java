package cn.estation.mall.order;

import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Period;
import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Points traded for one unit of an item, at the price and by the rules of that moment.
 *
 * @param createdDay the day in China
 * @param householdId whom it counts for besides the buyer, absent if households are not limited
 * @param costCents what the unit cost the community, in fen
 * @param budgetId whose money that was, absent if none is kept
 * @param supplierId who supplied the item then, absent for what the community bought itself
 * @param cancelUntil until when the buyer may cancel, exclusively
 * @param returnDays how long after collection a return may be asked for, 0 for never
 */
@TableName("mall_redemption")
public record Redemption(
        long id,
        long itemId,
        long communityId,
        long siteId,
        long residentId,
        String itemName,
        ItemKind kind,
        long price,
        @Nullable Integer perPerson,
        Period personPeriod,
        @Nullable Long householdId,
        @Nullable Integer perHousehold,
        Period householdPeriod,
        long costCents,
        @Nullable Long budgetId,
        @Nullable Long supplierId,
        RedemptionStatus status,
        Sealed code,
        String codeIndex,
        Instant createdAt,
        LocalDate createdDay,
        Instant expiresAt,
        Instant cancelUntil,
        int returnDays,
        @Nullable Instant collectedAt) {

    boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** Until when a return may be asked for, exclusively; absent if it may not. */
    public @Nullable Instant returnUntil() {
        return collectedAt == null || returnDays == 0 ? null : collectedAt.plus(Duration.ofDays(returnDays));
    }
}
