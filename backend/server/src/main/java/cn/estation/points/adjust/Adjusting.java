package cn.estation.points.adjust;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.points.InsufficientPoints;
import cn.estation.points.Ledger;
import cn.estation.points.PointsAdjusted;
import cn.estation.points.PointsLedger;
import cn.estation.points.PointsSource;
import cn.estation.points.Posting;
import cn.estation.points.move.PointsMoves;
import cn.estation.points.move.PointsMoves.Subject;
import cn.estation.points.rule.RuleBooks;
import cn.estation.points.statement.ScoreYears;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Corrects by hand what a member has: one person says what and why, another decides, and a month has its limit. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Adjusting {

    static final String SOURCE = "adjustment";

    private final AdjustmentMapper adjustments;
    private final PointsLedger ledger;
    private final RuleBooks rules;
    private final PointsMoves moves;
    private final Members members;
    private final StaffResidents staffResidents;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Adjusting(
            AdjustmentMapper adjustments,
            PointsLedger ledger,
            RuleBooks rules,
            PointsMoves moves,
            Members members,
            StaffResidents staffResidents,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.adjustments = adjustments;
        this.ledger = ledger;
        this.rules = rules;
        this.moves = moves;
        this.members = members;
        this.staffResidents = staffResidents;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Proposes to correct what a member has. Nothing moves yet.
     *
     * @param year whose appraisal score, this or last; it means nothing for points to spend
     * @param amount above zero for more, below for less, at most {@link PointsLedger#CAP} either way
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if the member is of none of their communities
     * @throws OwnPoints if the points are their own
     * @throws BadInput if the year is another
     */
    Adjustment propose(Staff staff, long residentId, Ledger book, int year, long amount, String reason) {
        authority.require(staff, Permission.KEEP_POINTS);
        long community = members.latestOf(residentId).orElseThrow(NotFound::new).communityId();
        authority.require(staff, Permission.KEEP_POINTS, community);
        refuseOwn(staff, residentId);
        if (book == Ledger.APPRAISAL && !ScoreYears.open(today()).contains(year)) {
            throw new BadInput("只能调整今年或去年的考评分。");
        }
        var adjustment = new Adjustment(
                ids.next(),
                community,
                residentId,
                book,
                book == Ledger.APPRAISAL ? year : 0,
                amount,
                reason,
                AdjustmentStatus.PROPOSED,
                staff.actorKey(),
                clock.instant(),
                null,
                null,
                "",
                null,
                null,
                null);
        adjustments.insert(adjustment);
        moves.begun(staff, Subject.ADJUSTMENT, adjustment.id(), AdjustmentStatus.PROPOSED);
        record(
                staff,
                adjustment,
                "points.adjust-propose",
                "提出调整%s %+d 分：%s".formatted(adjustment.book(), amount, reason));
        return adjustment;
    }

    /**
     * Lets a correction happen that somebody else proposed.
     *
     * @throws Authority.NotAllowed if the staff member approves no points
     * @throws NotFound if it is not of their communities
     * @throws OwnPoints if the points are their own
     * @throws NotToDecide if it is their own proposal, or decided
     * @throws MonthIsFull if the community's month would be over what its rules allow
     * @throws NotEnough if less is there than shall be taken
     */
    void approve(Staff staff, long id, String words) {
        var adjustment = decidable(staff, id);
        adjustments.introduce(adjustment.communityId());
        adjustments.lock(adjustment.communityId());
        var today = today();
        var month = YearMonth.from(today).toString();
        long used = adjustments.used(adjustment.communityId(), month);
        long cap = rules.inForce(adjustment.communityId(), today).adjustCap();
        if (adjustments.approve(id, staff.actorKey(), words, month, used, cap, clock.instant()) == 0) {
            throw used + Math.abs(adjustment.amount()) > cap && adjustment.status() == AdjustmentStatus.PROPOSED
                    ? new MonthIsFull(used, cap)
                    : new NotToDecide();
        }
        decided(staff, id, AdjustmentStatus.APPROVED, words);
        post(adjustment, today);
        record(
                staff,
                adjustment,
                "points.adjust-approve",
                "通过调整%s %+d 分。".formatted(adjustment.book(), adjustment.amount()));
        events.publishEvent(new PointsAdjusted(
                adjustment.residentId(),
                adjustment.communityId(),
                adjustment.ledger(),
                adjustment.amount(),
                adjustment.reason(),
                id));
    }

    private void post(Adjustment adjustment, LocalDate today) {
        int year = adjustment.scoreYear();
        boolean over = adjustment.ledger() == Ledger.APPRAISAL && year < today.getYear();
        var posting = new Posting(
                adjustment.ledger(),
                adjustment.residentId(),
                adjustment.communityId(),
                Math.abs(adjustment.amount()),
                new PointsSource(SOURCE, adjustment.id()),
                "手工调整",
                "经两名工作人员核定，手工调整 %+d 分：%s".formatted(adjustment.amount(), adjustment.reason()),
                "",
                null,
                over ? LocalDate.of(year, 12, 31) : null);
        try {
            ledger.adjust(posting, adjustment.amount() > 0);
        } catch (InsufficientPoints missing) {
            throw new NotEnough(missing.balance(), missing.needed());
        }
    }

    /**
     * Refuses what somebody else proposed.
     *
     * @throws Authority.NotAllowed if the staff member approves no points
     * @throws NotFound if it is not of their communities
     * @throws NotToDecide if it is their own proposal, or decided
     */
    void reject(Staff staff, long id, String words) {
        var adjustment = decidable(staff, id);
        if (adjustments.reject(id, staff.actorKey(), words, clock.instant()) == 0) {
            throw new NotToDecide();
        }
        decided(staff, id, AdjustmentStatus.REJECTED, words);
        record(staff, adjustment, "points.adjust-reject", "未通过：" + words);
    }

    /**
     * Takes one's own proposal back.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     * @throws NotToDecide if it is somebody else's, or decided
     */
    void withdraw(Staff staff, long id) {
        var adjustment = theirs(staff, id);
        if (adjustments.withdraw(id, staff.actorKey(), clock.instant()) == 0) {
            throw new NotToDecide();
        }
        decided(staff, id, AdjustmentStatus.WITHDRAWN, "");
        record(staff, adjustment, "points.adjust-withdraw", "撤回调整。");
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Adjustment theirs(Staff staff, long id) {
        return found(staff, Permission.KEEP_POINTS, id);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Adjustment decidable(Staff staff, long id) {
        var adjustment = found(staff, Permission.APPROVE_POINTS, id);
        refuseOwn(staff, adjustment.residentId());
        return adjustment;
    }

    private Adjustment found(Staff staff, Permission permission, long id) {
        authority.require(staff, permission);
        var adjustment = adjustments.selectById(id);
        if (adjustment == null) {
            throw new NotFound();
        }
        authority.require(staff, permission, adjustment.communityId());
        return adjustment;
    }

    private void refuseOwn(Staff staff, long residentId) {
        if (staffResidents
                .residentOf(staff.id())
                .filter(own -> own == residentId)
                .isPresent()) {
            throw new OwnPoints();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private void decided(Staff staff, long id, AdjustmentStatus to, String words) {
        moves.moved(staff, Subject.ADJUSTMENT, id, AdjustmentStatus.PROPOSED, to, words);
    }

    private void record(Staff staff, Adjustment adjustment, String action, String detail) {
        audit.record(staff, adjustment.communityId(), action, "points-adjustment:" + adjustment.id(), detail);
    }

    static final class OwnPoints extends Refusal {
        OwnPoints() {
            super(HttpStatus.CONFLICT, "own-points", "这是您本人的积分，请由其他工作人员处理。");
        }
    }

    static final class NotToDecide extends Refusal {
        NotToDecide() {
            super(HttpStatus.CONFLICT, "adjustment-not-to-decide", "自己提出的调整要由另一位同事审批；已处理过的不能再处理。");
        }
    }

    static final class NotEnough extends Refusal {
        NotEnough(long balance, long needed) {
            super(
                    HttpStatus.CONFLICT,
                    "not-enough-to-take",
                    "该党员只有 %d 分，不够减 %d 分。请退回这一笔，按现有的分数重新提出。".formatted(balance, needed));
        }
    }

    static final class MonthIsFull extends Refusal {
        MonthIsFull(long used, long cap) {
            super(
                    HttpStatus.CONFLICT,
                    "adjustments-of-the-month-used-up",
                    "本社区本月手工调整上限 %d 分，已用 %d 分，这一笔会超出。可以下月再批，或先修改细则。".formatted(cap, used));
        }
    }
}
