package cn.estation.mall.order;

import cn.estation.kernel.Id;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as its buyer sees it.
 *
 * @param where to collect it, with the hours
 * @param cancelUntil until when it can be cancelled, exclusively
 * @param returnUntil until when a return may be asked for, exclusively; absent if it may not
 * @param answer what the shop said to a return, absent before
 */
record Receipt(
        Id redemptionId,
        Id itemId,
        Id siteId,
        String itemName,
        ItemKind kind,
        long price,
        RedemptionStatus status,
        String statusName,
        String where,
        String hours,
        Instant createdAt,
        Instant expiresAt,
        Instant cancelUntil,
        @Nullable Instant collectedAt,
        @Nullable Instant returnUntil,
        @Nullable String answer) {

    static Receipt of(Redemption redemption, @Nullable Site site, Orders.@Nullable AskedBack asked) {
        return new Receipt(
                Id.of(redemption.id()),
                Id.of(redemption.itemId()),
                Id.of(redemption.siteId()),
                redemption.itemName(),
                redemption.kind(),
                redemption.price(),
                redemption.status(),
                redemption.status().title(),
                site == null ? "" : site.where(),
                site == null ? "" : site.hours(),
                redemption.createdAt(),
                redemption.expiresAt(),
                redemption.cancelUntil(),
                redemption.collectedAt(),
                redemption.returnUntil(),
                asked == null || asked.decidedAt() == null ? null : asked.answer());
    }
}
