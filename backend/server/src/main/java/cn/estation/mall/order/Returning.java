package cn.estation.mall.order;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.mall.RedemptionReversed;
import cn.estation.mall.shelf.Budgets;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Stock;
import cn.estation.mall.shelf.Vouchers;
import cn.estation.points.PointsLedger;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends redemptions that are not collected; each way gives points and unit back exactly once. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Returning {

    private static final Actor TIMER = () -> "system:mall-expiry";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 HH:mm").withZone(Time.CHINA);

    private final Stock stock;
    private final Vouchers vouchers;
    private final Budgets budgets;
    private final RedemptionMapper redemptions;
    private final Orders orders;
    private final PointsLedger points;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Returning(
            Stock stock,
            Vouchers vouchers,
            Budgets budgets,
            RedemptionMapper redemptions,
            Orders orders,
            PointsLedger points,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.stock = stock;
        this.vouchers = vouchers;
        this.budgets = budgets;
        this.redemptions = redemptions;
        this.orders = orders;
        this.points = points;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The resident thinks better of it, before collection and before the item's cut-off.
     *
     * @throws NotFound if it is not the resident's own
     * @throws NotToReturn if it was collected or cancelled, or is past its time
     * @throws TooLateToCancel after the cut-off
     */
    Redemption cancel(Resident resident, long redemptionId) {
        var redemption = orders.own(resident, redemptionId);
        points.hold(resident.id());
        var now = clock.instant();
        if (redemptions.cancel(redemptionId, now) == 0) {
            throw whyNot(orders.find(redemptionId).orElseThrow(), now);
        }
        return giveBack(resident, redemption, RedemptionStatus.CANCELLED_BY_MEMBER, "");
    }

    private static Refusal whyNot(Redemption redemption, Instant now) {
        boolean late = redemption.status() == RedemptionStatus.READY
                && !redemption.cancelUntil().isAfter(now);
        return late && !redemption.expiredAt(now) ? new TooLateToCancel(redemption) : new NotToReturn(redemption);
    }

    /**
     * The shop cannot hand it over, and says why.
     *
     * @throws NotFound if it is not of the staff member's communities
     * @throws Authority.NotAllowed if the staff member manages no mall
     * @throws NotToReturn if it was collected or cancelled, or is past its time
     */
    public Redemption cancel(Staff staff, long redemptionId, String reason) {
        return end(staff, orders.theirs(staff, redemptionId), RedemptionStatus.CANCELLED_BY_SHOP, reason);
    }

    /** Ends a redemption that is past its time; leaves it alone if somebody was faster. */
    void expire(long redemptionId) {
        var redemption = orders.find(redemptionId).orElseThrow(NotFound::new);
        if (redemption.status() == RedemptionStatus.READY && redemption.expiredAt(clock.instant())) {
            try {
                end(TIMER, redemption, RedemptionStatus.EXPIRED, "过期未领");
            } catch (NotToReturn somebodyWasFaster) {
                return;
            }
        }
    }

    private Redemption end(Actor by, Redemption redemption, RedemptionStatus to, String reason) {
        points.hold(redemption.residentId());
        if (redemptions.move(redemption.id(), RedemptionStatus.READY, to) == 0) {
            throw new NotToReturn(orders.find(redemption.id()).orElseThrow());
        }
        return giveBack(by, redemption, to, reason);
    }

    /** Everything back: points into their lots, the code among the free ones, the money, and the unit last. */
    private Redemption giveBack(Actor by, Redemption redemption, RedemptionStatus to, String reason) {
        reverse(by, redemption, RedemptionStatus.READY, to, reason);
        if (redemption.kind() == ItemKind.VOUCHER) {
            vouchers.takeBack(by, redemption.id());
        }
        giveMoneyBack(redemption);
        stock.putBack(redemption.itemId(), redemption.siteId());
        return orders.find(redemption.id()).orElseThrow();
    }

    /** The points go back into the lots they came from; whoever calls holds the buyer's accounts and has moved the state. */
    void reverse(Actor by, Redemption redemption, RedemptionStatus from, RedemptionStatus to, String reason) {
        orders.moved(redemption.id(), from, to, by, reason);
        boolean moved = points.reverse(
                Redeeming.SOURCE,
                redemption.id(),
                "“%s”%s，退回 %d 分".formatted(redemption.itemName(), to.title(), redemption.price()));
        if (!moved) {
            throw new IllegalStateException("redemption " + redemption.id() + " has no debit to reverse");
        }
        audit.record(
                by,
                redemption.communityId(),
                "mall."
                        + (to == RedemptionStatus.EXPIRED
                                ? "expire"
                                : to == RedemptionStatus.RETURNED ? "return" : "cancel"),
                "redemption:" + redemption.id(),
                to.title() + (reason.isEmpty() ? "" : "：" + reason));
        events.publishEvent(new RedemptionReversed(
                redemption.id(),
                redemption.residentId(),
                redemption.communityId(),
                redemption.itemName(),
                redemption.price(),
                to.name(),
                reason));
    }

    void giveMoneyBack(Redemption redemption) {
        if (redemption.budgetId() != null) {
            budgets.giveBack(redemption.budgetId(), redemption.costCents());
        }
    }

    static final class NotToReturn extends Refusal {
        NotToReturn(Redemption redemption) {
            super(
                    HttpStatus.CONFLICT,
                    "redemption-not-to-return",
                    redemption.status() == RedemptionStatus.READY
                            ? "已过领取期限，积分会自动退回，不用再取消。"
                            : "这笔兑换%s，不能再取消。".formatted(redemption.status().title()));
        }
    }

    static final class TooLateToCancel extends Refusal {
        TooLateToCancel(Redemption redemption) {
            super(
                    HttpStatus.CONFLICT,
                    "too-late-to-cancel",
                    "“%s”只能在 %s 之前取消。需要退的，请联系社区。"
                            .formatted(redemption.itemName(), WHEN.format(redemption.cancelUntil())));
        }
    }
}
