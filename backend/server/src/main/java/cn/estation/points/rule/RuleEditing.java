package cn.estation.points.rule;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.points.move.PointsMoves;
import cn.estation.points.move.PointsMoves.Subject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Versions of the rules on their way: one person writes, another approves, and what is approved applies from a coming day
 * and is never changed. Work is scored by the version of its own day, so nothing that is done counts differently later.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class RuleEditing {

    private final RuleMapper rules;
    private final PointsMoves moves;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    RuleEditing(RuleMapper rules, PointsMoves moves, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.rules = rules;
        this.moves = moves;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes a new draft.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if the part of the tree is not theirs
     */
    RuleBookRow draft(Staff staff, RuleDraft draft) {
        authority.require(staff, Permission.KEEP_POINTS, draft.cellId());
        rules.hold(RuleBooks.SYSTEM);
        var row = row(ids.next(), rules.lastVersion(draft.cellId()) + 1, staff, draft, clock.instant());
        rules.insert(row);
        moves.begun(staff, Subject.RULE_BOOK, row.id(), RuleStatus.DRAFT);
        fill(row.id(), draft);
        record(staff, row, "points.rule-draft", "拟定赋分细则第 %d 版。".formatted(row.version()));
        return row;
    }

    /**
     * Changes one's own draft.
     *
     * @throws NotFound if it is not of the staff member's part of the tree
     * @throws NotADraft if it is somebody else's, or was handed on
     */
    void redraft(Staff staff, long id, RuleDraft draft) {
        var row = theirs(staff, id);
        var changed = row(id, row.version(), staff, draft, row.proposedAt());
        if (draft.cellId() != row.cellId() || rules.redraft(changed) == 0) {
            throw new NotADraft();
        }
        rules.clearRates(id);
        rules.clearGrades(id);
        rules.clearCaps(id);
        fill(id, draft);
        record(staff, row, "points.rule-redraft", "修改赋分细则第 %d 版草稿。".formatted(row.version()));
    }

    /**
     * Hands a draft on to be approved.
     *
     * @throws NotADraft if it is somebody else's, or was handed on before
     * @throws BeginsTooSoon if it would apply to a day that has begun
     */
    void submit(Staff staff, long id) {
        var row = theirs(staff, id);
        if (rules.submit(id, staff.actorKey(), tomorrow(), clock.instant()) == 0) {
            throw row.effectiveFrom().isBefore(tomorrow()) ? new BeginsTooSoon() : new NotADraft();
        }
        moved(staff, id, RuleStatus.DRAFT, RuleStatus.SUBMITTED, "");
        record(staff, row, "points.rule-submit", "提交审核赋分细则第 %d 版。".formatted(row.version()));
    }

    /** Takes one's own back to change it. @throws NotADraft if it was decided, or is somebody else's */
    void takeBack(Staff staff, long id) {
        var row = theirs(staff, id);
        if (rules.takeBack(id, staff.actorKey()) == 0) {
            throw new NotADraft();
        }
        moved(staff, id, RuleStatus.SUBMITTED, RuleStatus.DRAFT, "");
        record(staff, row, "points.rule-take-back", "撤回赋分细则第 %d 版的审核。".formatted(row.version()));
    }

    /** Gives one's own draft up. @throws NotADraft if it was handed on, or is somebody else's */
    void withdraw(Staff staff, long id) {
        var row = theirs(staff, id);
        if (rules.withdraw(id, staff.actorKey()) == 0) {
            throw new NotADraft();
        }
        moved(staff, id, RuleStatus.DRAFT, RuleStatus.WITHDRAWN, "");
        record(staff, row, "points.rule-withdraw", "作废赋分细则第 %d 版草稿。".formatted(row.version()));
    }

    /**
     * Lets somebody else's proposal apply from its day on. Its author may have taken it back and changed it meanwhile: then
     * it is read again first.
     *
     * @param seen when what the staff member read was handed on
     * @throws Authority.NotAllowed if the staff member approves no points
     * @throws NotFound if it is not of their part of the tree
     * @throws NotToDecide if it is one's own, or not waiting
     * @throws BeginsTooSoon if it would apply to a day that has begun
     * @throws NotSeen if it was handed on again since
     */
    void approve(Staff staff, long id, @Nullable Instant seen, String words) {
        var row = decidable(staff, id);
        if (rules.approve(id, seen, staff.actorKey(), tomorrow(), words, clock.instant()) == 0) {
            throw whyNot(staff, row, seen);
        }
        moved(staff, id, RuleStatus.SUBMITTED, RuleStatus.APPROVED, words);
        record(
                staff,
                row,
                "points.rule-approve",
                "通过赋分细则第 %d 版，自 %s 起适用。".formatted(row.version(), row.effectiveFrom()));
    }

    private Refusal whyNot(Staff staff, RuleBookRow row, @Nullable Instant seen) {
        if (row.status() != RuleStatus.SUBMITTED || row.proposedBy().equals(staff.actorKey())) {
            return new NotToDecide();
        }
        if (row.effectiveFrom().isBefore(tomorrow())) {
            return new BeginsTooSoon();
        }
        // As it was seen and still refused: somebody decided it at this moment.
        return Objects.equals(row.submittedAt(), seen) ? new NotToDecide() : new NotSeen();
    }

    /**
     * Refuses somebody else's proposal, and says why.
     *
     * @throws Authority.NotAllowed if the staff member approves no points
     * @throws NotFound if it is not of their part of the tree
     * @throws NotToDecide if it is one's own, or not waiting
     */
    void reject(Staff staff, long id, String words) {
        var row = decidable(staff, id);
        if (rules.reject(id, staff.actorKey(), words, clock.instant()) == 0) {
            throw new NotToDecide();
        }
        moved(staff, id, RuleStatus.SUBMITTED, RuleStatus.REJECTED, words);
        record(staff, row, "points.rule-reject", "未通过赋分细则第 %d 版：%s".formatted(row.version(), words));
    }

    /**
     * A version of the staff member's part of the tree, or the one that came with the system.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is none of theirs
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    RuleBookRow theirs(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_POINTS);
        var row = rules.selectById(id);
        if (row == null) {
            throw new NotFound();
        }
        if (row.cellId() != RuleBooks.SYSTEM) {
            authority.require(staff, Permission.KEEP_POINTS, row.cellId());
        }
        return row;
    }

    /**
     * A version of theirs, or one of an organisation above that applies, applied or will apply to a community of theirs.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is neither
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    RuleBookRow readable(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_POINTS);
        var row = rules.selectById(id);
        return row != null && row.status() == RuleStatus.APPROVED && reaches(staff, row.cellId())
                ? row
                : theirs(staff, id);
    }

    /** True if a community of theirs lies in this part of the tree. */
    private boolean reaches(Staff staff, long cellId) {
        return authority.communities(staff, Permission.KEEP_POINTS).stream()
                .anyMatch(community -> community.lineage().contains(cellId));
    }

    private RuleBookRow decidable(Staff staff, long id) {
        authority.require(staff, Permission.APPROVE_POINTS);
        var row = rules.selectById(id);
        if (row == null || row.cellId() == RuleBooks.SYSTEM) {
            throw new NotFound();
        }
        authority.require(staff, Permission.APPROVE_POINTS, row.cellId());
        return row;
    }

    void fill(long id, RuleDraft draft) {
        draft.rates()
                .forEach((kind, rate) ->
                        rules.addRate(new RuleMapper.RateRow(id, kind, rate.method(), rate.hundredths())));
        draft.grades().forEach((grade, percent) -> rules.addGrade(new RuleMapper.GradeRow(id, grade, percent)));
        draft.caps()
                .forEach(cap -> rules.addCap(
                        new RuleMapper.CapRow(id, cap.scope(), cap.subject(), cap.period(), cap.points())));
    }

    /** A draft as a version, for a look at what it would do. */
    static RuleBookRow row(long id, int version, Actor by, RuleDraft draft, Instant at) {
        return new RuleBookRow(
                id,
                draft.cellId(),
                version,
                draft.title(),
                RuleStatus.DRAFT,
                draft.effectiveFrom(),
                draft.effectiveTo(),
                draft.rounding(),
                draft.nightFrom(),
                draft.nightTo(),
                draft.nightPercent(),
                draft.emergencyPercent(),
                draft.expiryYears(),
                draft.warningDays(),
                draft.returnDays(),
                draft.publicityDays(),
                draft.objectionDays(),
                draft.adjustCap(),
                draft.note(),
                by.actorKey(),
                at,
                null,
                null,
                null,
                "");
    }

    /** Rules never reach back: the first day they may apply to. */
    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA).plusDays(1);
    }

    private void moved(Staff staff, long id, RuleStatus from, RuleStatus to, String words) {
        moves.moved(staff, Subject.RULE_BOOK, id, from, from.to(to), words);
    }

    private void record(Staff staff, RuleBookRow row, String action, @Nullable String detail) {
        audit.record(staff, row.cellId(), action, "points-rule:" + row.id(), detail == null ? "" : detail);
    }

    static final class NotADraft extends Refusal {
        NotADraft() {
            super(HttpStatus.CONFLICT, "rule-not-yours-to-change", "只有拟定人能改自己的草稿；已提交的先撤回，已通过的请另拟新版。");
        }
    }

    static final class NotToDecide extends Refusal {
        NotToDecide() {
            super(HttpStatus.CONFLICT, "rule-not-to-decide", "自己拟定的细则要由另一位同事审核；已审核或已撤回的不能再审。");
        }
    }

    static final class NotSeen extends Refusal {
        NotSeen() {
            super(HttpStatus.CONFLICT, "rule-not-seen", "细则在您打开后又改过，请重新看过再审核。");
        }
    }

    static final class BeginsTooSoon extends Refusal {
        BeginsTooSoon() {
            super(HttpStatus.CONFLICT, "rule-begins-too-soon", "细则最早从明天的服务起适用，不能追溯；请改生效日期。");
        }
    }
}
