package cn.estation.points.publicity;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.points.ObjectionAnswered;
import cn.estation.points.PointsLedger;
import cn.estation.points.ScoreWithdrawn;
import cn.estation.points.earning.KeptScore;
import cn.estation.points.earning.ScoreStatus;
import cn.estation.points.earning.Scores;
import cn.estation.points.move.PointsMoves;
import cn.estation.points.move.PointsMoves.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A member of the community doubts a score; staff find out and answer. Until then a score to which somebody objected while
 * it was shown is not posted.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Objecting {

    /** After so long without an answer it is shown to whoever looks after several communities too. */
    static final Duration OVERDUE = Duration.ofDays(7);

    /** After so long it is dismissed: what was verified counts, and nobody is to wait for ever for an answer. */
    static final Duration DEADLINE = Duration.ofDays(14);

    private final ObjectionMapper objections;
    private final Scores scores;
    private final PointsLedger ledger;
    private final ObjectionWindow window;
    private final PointsMoves moves;
    private final Members members;
    private final StaffResidents staffResidents;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Objecting(
            ObjectionMapper objections,
            Scores scores,
            PointsLedger ledger,
            ObjectionWindow window,
            PointsMoves moves,
            Members members,
            StaffResidents staffResidents,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.objections = objections;
        this.scores = scores;
        this.ledger = ledger;
        this.window = window;
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
     * Objects to a score of one's own community, or to one's own score wherever it was earned.
     *
     * @throws NotFound if there is no such score, or it is neither the resident's own nor of the community they are a member of
     * @throws ObjectedBefore if the resident has objected to it before
     * @throws TooLate if it was posted longer ago than the rules allow, or is revoked
     */
    Objection object(Resident resident, long scoreId, String text) {
        var seen = visible(resident, scoreId);
        // With the member's accounts in hand the score is not posted meanwhile.
        ledger.hold(seen.residentId());
        var score = scores.find(scoreId).orElseThrow(NotFound::new);
        if (objections.of(scoreId, resident.id()) != null) {
            throw new ObjectedBefore();
        }
        refuseLate(score);
        var objection = new Objection(
                ids.next(),
                scoreId,
                score.communityId(),
                resident.id(),
                text,
                ObjectionStatus.OPEN,
                clock.instant(),
                "",
                null,
                null);
        objections.insert(objection);
        moves.begun(resident, Subject.OBJECTION, objection.id(), ObjectionStatus.OPEN);
        audit.record(resident, score.communityId(), "points.object", "points-score:" + scoreId, "对得分提出异议。");
        return objection;
    }

    private KeptScore visible(Resident resident, long scoreId) {
        return scores.find(scoreId)
                .filter(score -> score.residentId() == resident.id() || ofTheirCommunity(resident, score))
                .orElseThrow(NotFound::new);
    }

    private boolean ofTheirCommunity(Resident resident, KeptScore score) {
        return members.activeOf(resident.id())
                .filter(membership -> membership.communityId() == score.communityId())
                .isPresent();
    }

    private void refuseLate(KeptScore score) {
        if (score.status() == ScoreStatus.PENDING) {
            return;
        }
        var until = window.until(List.of(score)).get(score.id());
        if (until == null || until.isBefore(clock.instant())) {
            throw new TooLate();
        }
    }

    /**
     * Answers an objection. One that is right takes the score back, unless it is the member's own: then the score stands,
     * is posted as any other, and what is missing is added by an adjustment.
     *
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     * @throws OwnScore if the score is their own
     * @throws OwnObjection if they objected themselves
     * @throws Answered if it was answered before
     */
    void answer(Staff staff, long id, boolean upheld, String answer) {
        var objection = theirs(staff, id);
        var score = scores.find(objection.scoreId()).orElseThrow();
        ledger.hold(score.residentId());
        refuseOwn(staff, objection, score);
        var to = upheld ? ObjectionStatus.UPHELD : ObjectionStatus.DISMISSED;
        if (objections.answer(id, to, answer, staff.actorKey(), clock.instant()) == 0) {
            throw new Answered();
        }
        if (upheld && !objection.toOwn(score)) {
            takeBack(staff, scores.find(score.id()).orElseThrow(), answer);
        }
        tell(staff, objection, scores.find(score.id()).orElseThrow(), to, answer);
    }

    private void refuseOwn(Staff staff, Objection objection, KeptScore score) {
        staffResidents.residentOf(staff.id()).ifPresent(own -> {
            if (own == score.residentId()) {
                throw new OwnScore();
            }
            if (own == objection.residentId()) {
                throw new OwnObjection();
            }
        });
    }

    private void takeBack(Staff staff, KeptScore score, String answer) {
        boolean shown = score.status() == ScoreStatus.PENDING;
        var why = "“%s”的得分有异议，经核查撤销：%s".formatted(score.title(), answer);
        var fits = why.substring(0, Math.min(300, why.length()));
        if (scores.revoke(staff, score.work(), fits) && shown) {
            events.publishEvent(
                    new ScoreWithdrawn(score.residentId(), score.communityId(), score.id(), score.points(), fits));
        }
    }

    /** Nobody answered in time: the score stands, unless it was taken back. Leaves alone what was answered. */
    void unanswered(Actor timer, Objection seen) {
        ledger.hold(scores.find(seen.scoreId()).orElseThrow().residentId());
        var score = scores.find(seen.scoreId()).orElseThrow();
        boolean gone = score.status() == ScoreStatus.REVOKED;
        var to = gone ? ObjectionStatus.UPHELD : ObjectionStatus.DISMISSED;
        var answer = gone ? "社区已另行核查处理" : "社区 %d 天内没有答复，得分以核实的记录为准；仍有疑问可在“投诉建议”里反映".formatted(DEADLINE.toDays());
        if (objections.answer(seen.id(), to, answer, timer.actorKey(), clock.instant()) == 1) {
            tell(timer, seen, score, to, answer);
        }
    }

    /** Writes down what was found, and what became of the score, and tells it. */
    private void tell(Actor by, Objection objection, KeptScore score, ObjectionStatus to, String answer) {
        moves.moved(by, Subject.OBJECTION, objection.id(), ObjectionStatus.OPEN, to, answer);
        audit.record(
                by,
                objection.communityId(),
                "points.answer-objection",
                "points-objection:" + objection.id(),
                to.title() + "：" + answer);
        events.publishEvent(new ObjectionAnswered(
                objection.residentId(),
                objection.communityId(),
                objection.id(),
                score.title(),
                to == ObjectionStatus.UPHELD,
                answer,
                score.status() == ScoreStatus.REVOKED));
    }

    /**
     * @throws Authority.NotAllowed if the staff member keeps no points
     * @throws NotFound if it is not of their communities
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Objection theirs(Staff staff, long id) {
        authority.require(staff, Permission.KEEP_POINTS);
        var objection = objections.selectById(id);
        if (objection == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.KEEP_POINTS, objection.communityId());
        return objection;
    }

    /** What they wrote goes with them; that somebody objected, and the answer, stays. */
    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        objections.forget(event.residentId());
    }

    static final class ObjectedBefore extends Refusal {
        ObjectedBefore() {
            super(HttpStatus.CONFLICT, "objected-before", "您已对这项得分提出过异议，请等待答复。");
        }
    }

    static final class TooLate extends Refusal {
        TooLate() {
            super(HttpStatus.CONFLICT, "too-late-to-object", "已过提出异议的期限，或这项得分已经撤销。");
        }
    }

    static final class OwnScore extends Refusal {
        OwnScore() {
            super(HttpStatus.CONFLICT, "own-score", "这是您本人的得分，请由其他工作人员答复。");
        }
    }

    static final class OwnObjection extends Refusal {
        OwnObjection() {
            super(HttpStatus.CONFLICT, "own-objection", "这是您本人提出的异议，请由其他工作人员答复。");
        }
    }

    static final class Answered extends Refusal {
        Answered() {
            super(HttpStatus.CONFLICT, "objection-answered", "这条异议已经答复过，请刷新后再看。");
        }
    }
}
