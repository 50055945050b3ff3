package cn.estation.mall;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.points.PointsLedger;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends redemptions that are not collected; each way gives points and unit back exactly once. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Returning {

    private static final Actor TIMER = () -> "system:mall-expiry";

    private final ItemMapper items;
    private final RedemptionMapper redemptions;
    private final PointsLedger points;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Returning(
            ItemMapper items,
            RedemptionMapper redemptions,
            PointsLedger points,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.items = items;
        this.redemptions = redemptions;
        this.points = points;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The resident thinks better of it, any time before collection.
     *
     * @throws NotFound if it is not the resident's own
     * @throws NotToReturn if it was collected, cancelled or is past its time
     */
    Redemption cancel(Resident resident, long redemptionId) {
        var redemption = redemptions
                .find(redemptionId)
                .filter(found -> found.residentId() == resident.id())
                .orElseThrow(NotFound::new);
        return giveBack(resident, redemption, RedemptionStatus.CANCELLED_BY_MEMBER, "");
    }

    /**
     * The shop cannot hand it over, and says why.
     *
     * @throws NotFound if it is not of the staff member's communities
     * @throws Authority.NotAllowed if the staff member manages no mall
     * @throws NotToReturn if it was collected, cancelled or is past its time
     */
    Redemption cancel(Staff staff, long redemptionId, String reason) {
        return giveBack(staff, theirs(staff, redemptionId), RedemptionStatus.CANCELLED_BY_SHOP, reason);
    }

    /**
     * The redemption, if it is of the staff member's communities.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Redemption theirs(Staff staff, long redemptionId) {
        authority.require(staff, Permission.MANAGE_MALL);
        var redemption = redemptions.find(redemptionId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, redemption.communityId());
        return redemption;
    }

    /** Ends a redemption that is past its time; leaves it alone if somebody was faster. */
    void expire(long redemptionId) {
        var redemption = redemptions.find(redemptionId).orElseThrow(NotFound::new);
        if (redemption.status() == RedemptionStatus.READY && redemption.expiredAt(clock.instant())) {
            try {
                giveBack(TIMER, redemption, RedemptionStatus.EXPIRED, "过期未领");
            } catch (NotToReturn somebodyWasFaster) {
                return;
            }
        }
    }

    private Redemption giveBack(Actor by, Redemption redemption, RedemptionStatus to, String reason) {
        points.hold(redemption.residentId());
        if (redemptions.end(redemption.id(), RedemptionStatus.READY.to(to)) == 0) {
            throw new NotToReturn(redemptions.find(redemption.id()).orElseThrow());
        }
        redemptions.record(new RedemptionMapper.Move(
                ids.next(), redemption.id(), RedemptionStatus.READY, to, by.actorKey(), reason, clock.instant()));
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
                "mall." + (to == RedemptionStatus.EXPIRED ? "expire" : "cancel"),
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
        items.putBack(redemption.itemId());
        return redemptions.find(redemption.id()).orElseThrow();
    }

    static final class NotToReturn extends Refusal {
        NotToReturn(Redemption redemption) {
            super(
                    HttpStatus.CONFLICT,
                    "redemption-not-to-return",
                    "这笔兑换%s，不能再取消。".formatted(redemption.status().title()));
        }
    }
}
