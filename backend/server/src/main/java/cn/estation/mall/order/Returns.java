package cn.estation.mall.order;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.mall.ReturnRefused;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Stock;
import cn.estation.points.PointsLedger;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was collected comes back: the resident asks, the shop looks at the unit and decides once. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Returns {

    /** How a unit came back. */
    public enum UnitState {
        GOOD("完好，重新入库"),
        DAMAGED("损坏，不入库");

        private final String title;

        UnitState(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final RedemptionMapper redemptions;
    private final Orders orders;
    private final Returning returning;
    private final Stock stock;
    private final PointsLedger points;
    private final StaffResidents staffResidents;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Returns(
            RedemptionMapper redemptions,
            Orders orders,
            Returning returning,
            Stock stock,
            PointsLedger points,
            StaffResidents staffResidents,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.redemptions = redemptions;
        this.orders = orders;
        this.returning = returning;
        this.stock = stock;
        this.points = points;
        this.staffResidents = staffResidents;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks to give back what was collected. Once for a redemption.
     *
     * @throws NotFound if it is not the resident's own
     * @throws NotToBringBack if it was not collected, is nothing to give back, is too late or was asked before
     */
    Redemption ask(Resident resident, long redemptionId, String reason) {
        var redemption = orders.own(resident, redemptionId);
        var until = redemption.returnUntil();
        var now = clock.instant();
        boolean returnable = redemption.kind() == ItemKind.PHYSICAL && until != null && until.isAfter(now);
        if (!returnable
                || redemptions.move(redemptionId, RedemptionStatus.COLLECTED, RedemptionStatus.RETURN_ASKED) == 0) {
            throw new NotToBringBack(orders.find(redemptionId).orElseThrow());
        }
        redemptions.ask(redemptionId, redemption.communityId(), reason, now);
        // The resident's words are kept where they can be deleted, and only there.
        orders.moved(redemptionId, RedemptionStatus.COLLECTED, RedemptionStatus.RETURN_ASKED, resident, "");
        audit.record(
                resident,
                redemption.communityId(),
                "mall.ask-return",
                "redemption:" + redemptionId,
                "申请退“%s”。".formatted(redemption.itemName()));
        return orders.find(redemptionId).orElseThrow();
    }

    /**
     * Takes a unit back; the points return to their lots. A good unit can be redeemed by the next, a damaged one is written
     * off.
     *
     * @throws NotFound if it is not of the staff member's communities
     * @throws Authority.NotAllowed if the staff member manages no mall
     * @throws OwnReturn if it is the staff member who asks
     * @throws NotAsked if nobody asks for that, or it is decided
     */
    public Redemption accept(Staff staff, long redemptionId, UnitState state, String answer) {
        var redemption = decidable(staff, redemptionId);
        points.hold(redemption.residentId());
        decide(staff, redemption, RedemptionStatus.RETURNED, state, answer);
        returning.reverse(staff, redemption, RedemptionStatus.RETURN_ASKED, RedemptionStatus.RETURNED, answer);
        returning.giveMoneyBack(redemption);
        if (state == UnitState.DAMAGED) {
            stock.damaged(staff, redemption.itemId(), redemption.siteId(), redemption.communityId(), "退货损坏");
        } else {
            stock.putBack(redemption.itemId(), redemption.siteId());
        }
        return orders.find(redemptionId).orElseThrow();
    }

    /**
     * Leaves things as they are, and says why.
     *
     * @throws NotFound if it is not of the staff member's communities
     * @throws Authority.NotAllowed if the staff member manages no mall
     * @throws OwnReturn if it is the staff member who asks
     * @throws NotAsked if nobody asks for that, or it is decided
     */
    public Redemption refuse(Staff staff, long redemptionId, String answer) {
        var redemption = decidable(staff, redemptionId);
        decide(staff, redemption, RedemptionStatus.REFUSED, null, answer);
        orders.moved(redemptionId, RedemptionStatus.RETURN_ASKED, RedemptionStatus.REFUSED, staff, answer);
        audit.record(
                staff,
                redemption.communityId(),
                "mall.refuse-return",
                "redemption:" + redemptionId,
                "不同意退“%s”：%s".formatted(redemption.itemName(), answer));
        events.publishEvent(new ReturnRefused(
                redemptionId, redemption.residentId(), redemption.communityId(), redemption.itemName(), answer));
        return orders.find(redemptionId).orElseThrow();
    }

    private Redemption decidable(Staff staff, long redemptionId) {
        var redemption = orders.theirs(staff, redemptionId);
        if (staffResidents
                .residentOf(staff.id())
                .filter(own -> own == redemption.residentId())
                .isPresent()) {
            throw new OwnReturn();
        }
        return redemption;
    }

    private void decide(
            Staff staff, Redemption redemption, RedemptionStatus to, @Nullable UnitState state, String answer) {
        boolean decided = redemptions.move(redemption.id(), RedemptionStatus.RETURN_ASKED, to) == 1
                && redemptions.decide(redemption.id(), state, answer, staff.actorKey(), clock.instant()) == 1;
        if (!decided) {
            throw new NotAsked();
        }
    }

    /** What they wrote goes with them; that they asked, and the answer, stays. */
    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        redemptions.forgetWords(event.residentId());
    }

    static final class NotToBringBack extends Refusal {
        NotToBringBack(Redemption redemption) {
            super(HttpStatus.CONFLICT, "not-to-bring-back", sentence(redemption));
        }

        private static String sentence(Redemption redemption) {
            if (redemption.status() != RedemptionStatus.COLLECTED) {
                return "这笔兑换%s，不能申请退货。".formatted(redemption.status().title());
            }
            return redemption.kind() != ItemKind.PHYSICAL || redemption.returnDays() == 0
                    ? "“%s”领取后不能退。".formatted(redemption.itemName())
                    : "“%s”只能在领取后 %d 天内申请退货，已经过了。".formatted(redemption.itemName(), redemption.returnDays());
        }
    }

    static final class OwnReturn extends Refusal {
        OwnReturn() {
            super(HttpStatus.CONFLICT, "own-return", "这是您本人申请的退货，请由其他工作人员处理。");
        }
    }

    static final class NotAsked extends Refusal {
        NotAsked() {
            super(HttpStatus.CONFLICT, "return-not-asked", "没有待处理的退货申请，可能已由同事处理。");
        }
    }
}
