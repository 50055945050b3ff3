package cn.estation.mall;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.points.Ledger;
import cn.estation.points.PointsLedger;
import cn.estation.points.PointsSource;
import cn.estation.points.Posting;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Trades points for things. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Redeeming {

    static final String SOURCE = "redemption";
    static final String CODE = "mall_redemption.code";

    /** Until the end of this day, counted from the day of the redemption. */
    private static final int DAYS_TO_COLLECT = 30;

    private final ItemMapper items;
    private final RedemptionMapper redemptions;
    private final PointsLedger points;
    private final Members members;
    private final Vault vault;
    private final BlindIndex index;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Redeeming(
            ItemMapper items,
            RedemptionMapper redemptions,
            PointsLedger points,
            Members members,
            Vault vault,
            BlindIndex index,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.items = items;
        this.redemptions = redemptions;
        this.points = points;
        this.members = members;
        this.vault = vault;
        this.index = index;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Trades points for one unit of an item. The debit, the order and the stock change commit together.
     *
     * @param expectedPrice what the resident was shown, absent if they take any price
     * @throws NotFound if there is no such item
     * @throws NotListed if the item is not on the shelf
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the item's community
     * @throws PriceChanged if the price is another by now
     * @throws LimitReached if the resident has had as many as one person may
     * @throws cn.estation.points.InsufficientPoints if the balance does not cover the price
     * @throws OutOfStock if the last unit is gone
     */
    Redemption redeem(Resident resident, long itemId, @Nullable Long expectedPrice) {
        points.hold(resident.id());
        var item = items.find(itemId).orElseThrow(NotFound::new);
        members.requireActive(resident.id(), item.communityId());
        refuseUnlessForSale(item, expectedPrice);
        if (item.perPerson() != null && redemptions.had(resident.id(), itemId) >= item.perPerson()) {
            throw new LimitReached(item.name(), item.perPerson());
        }
        if (item.stock() == 0) {
            throw new OutOfStock(item);
        }
        var redemption = order(resident, item);
        points.debit(new Posting(
                Ledger.POINTS,
                resident.id(),
                item.communityId(),
                item.price(),
                new PointsSource(SOURCE, redemption.id()),
                item.price() + " 分/件",
                "兑换“%s”1 件 × %d 分/件 = -%d 分".formatted(item.name(), item.price(), item.price()),
                ""));
        // Last, because every buyer waits on this row and none should wait for the rest.
        if (items.takeOne(itemId, item.price()) == 0) {
            throw whyNot(itemId, item.price());
        }
        return redemption;
    }

    private Redemption order(Resident resident, Item item) {
        long id = ids.next();
        var now = clock.instant();
        var code = Codes.next();
        var redemption = new Redemption(
                id,
                item.id(),
                item.communityId(),
                resident.id(),
                item.name(),
                item.price(),
                item.perPerson(),
                RedemptionStatus.READY,
                vault.seal(code, CODE, id),
                index.of(CODE, code),
                now,
                lastMoment(now),
                null);
        redemptions.insert(redemption);
        redemptions.record(
                new RedemptionMapper.Move(ids.next(), id, null, RedemptionStatus.READY, resident.actorKey(), "", now));
        audit.record(
                resident,
                item.communityId(),
                "mall.redeem",
                "redemption:" + id,
                "兑换“%s”，%d 分。".formatted(item.name(), item.price()));
        events.publishEvent(new ItemRedeemed(
                id,
                resident.id(),
                item.communityId(),
                item.name(),
                item.price(),
                item.pickupPlace(),
                redemption.expiresAt()));
        return redemption;
    }

    /** Midnight in China after the last day to collect. */
    private static Instant lastMoment(Instant now) {
        return LocalDate.ofInstant(now, Time.CHINA)
                .plusDays(DAYS_TO_COLLECT + 1L)
                .atStartOfDay(Time.CHINA)
                .toInstant();
    }

    private static void refuseUnlessForSale(Item item, @Nullable Long expectedPrice) {
        if (!item.listed()) {
            throw new NotListed(item);
        }
        if (expectedPrice != null && expectedPrice != item.price()) {
            throw new PriceChanged(item);
        }
    }

    private Refusal whyNot(long itemId, long price) {
        var item = items.find(itemId).orElseThrow(NotFound::new);
        if (!item.listed()) {
            return new NotListed(item);
        }
        return item.price() == price ? new OutOfStock(item) : new PriceChanged(item);
    }

    static final class NotListed extends Refusal {
        NotListed(Item item) {
            super(HttpStatus.CONFLICT, "item-not-listed", "“%s”已下架。".formatted(item.name()));
        }
    }

    static final class PriceChanged extends Refusal {
        PriceChanged(Item item) {
            super(
                    HttpStatus.CONFLICT,
                    "price-changed",
                    "“%s”现在是 %d 分，与您看到的不同，请确认后再兑换。".formatted(item.name(), item.price()));
        }
    }

    static final class LimitReached extends Refusal {
        LimitReached(String name, int most) {
            super(HttpStatus.CONFLICT, "limit-reached", "“%s”每人限兑 %d 件，您已兑满。".formatted(name, most));
        }
    }

    static final class OutOfStock extends Refusal {
        OutOfStock(Item item) {
            super(HttpStatus.CONFLICT, "out-of-stock", "“%s”已兑完。".formatted(item.name()));
        }
    }
}
