package cn.estation.points.earning;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import cn.estation.points.Grade;
import cn.estation.points.Ledger;
import cn.estation.points.PointsCredited;
import cn.estation.points.PointsLedger;
import cn.estation.points.PointsSource;
import cn.estation.points.Posting;
import cn.estation.points.Scoring;
import cn.estation.points.Scoring.Score;
import cn.estation.points.Work;
import cn.estation.points.move.PointsMoves;
import cn.estation.points.move.PointsMoves.Subject;
import cn.estation.points.rule.RuleBooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the score of every piece of work: counted once, shown to the community as long as its rules say, then posted to
 * both ledgers in one transaction, or taken back.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Scores {

    private static final int LONGEST_TITLE = 60;

    /** No rules hear objections longer after posting. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(60);

    private final ScoreMapper scores;
    private final Scoring scoring;
    private final PointsLedger ledger;
    private final RuleBooks rules;
    private final PointsMoves moves;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Scores(
            ScoreMapper scores,
            Scoring scoring,
            PointsLedger ledger,
            RuleBooks rules,
            PointsMoves moves,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.scores = scores;
        this.scoring = scoring;
        this.ledger = ledger;
        this.rules = rules;
        this.moves = moves;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Scores work once; whatever is told again, or was revoked before it came, changes nothing. */
    public void take(Actor by, Work work) {
        ledger.hold(work.residentId());
        if (scores.find(work.source().kind(), work.source().id()) != null) {
            return;
        }
        var score = scoring.score(work);
        int days = rules.find(score.ruleId()).orElseThrow().publicityDays();
        var now = clock.instant();
        var kept = KeptScore.of(
                ids.next(), work, score, ScoreStatus.PENDING, days == 0 ? now : endOfPublicity(now, days), now);
        scores.insert(kept);
        moves.begun(by, Subject.SCORE, kept.id(), kept.status());
        if (days == 0) {
            post(by, kept);
        } else {
            audit.record(
                    by,
                    kept.communityId(),
                    "points.publish",
                    subject(kept),
                    "公示 %d 分，公示 %d 天。".formatted(kept.points(), days));
        }
    }

    /** Posts a score that has been shown long enough. Leaves it alone if it is no longer pending, or somebody's objection holds it up. */
    public void postIfPending(Actor by, long scoreId) {
        var before = scores.selectById(scoreId);
        ledger.hold(before.residentId());
        var kept = scores.selectById(scoreId);
        if (kept.status() == ScoreStatus.PENDING && scores.holdingUp(scoreId) == 0) {
            post(by, kept);
        }
    }

    private void post(Actor by, KeptScore kept) {
        if (scores.move(kept.id(), ScoreStatus.PENDING, ScoreStatus.PENDING.to(ScoreStatus.POSTED), clock.instant())
                == 0) {
            throw new IllegalStateException("score " + kept.id() + " moved while its member was held");
        }
        moves.moved(by, Subject.SCORE, kept.id(), ScoreStatus.PENDING, ScoreStatus.POSTED, "");
        if (kept.points() > 0) {
            ledger.credit(posting(Ledger.POINTS, kept));
            ledger.credit(posting(Ledger.APPRAISAL, kept));
            events.publishEvent(new PointsCredited(
                    kept.residentId(),
                    kept.communityId(),
                    kept.points(),
                    kept.explanation(),
                    kept.sourceKind(),
                    kept.sourceId()));
        }
        audit.record(
                by,
                kept.communityId(),
                "points.credit",
                subject(kept),
                kept.points() == 0 ? "计 0 分，不入账。" : "入账 %d 分。".formatted(kept.points()));
    }

    /**
     * Takes back the score of some work. Work that was not scored yet is never scored afterwards.
     *
     * @return true if it was taken back now
     */
    public boolean revoke(Actor by, Work work, String explanation) {
        ledger.hold(work.residentId());
        var kept = scores.find(work.source().kind(), work.source().id());
        var now = clock.instant();
        if (kept == null) {
            var none = new Score(0, 0, 0, "", explanation);
            var never = KeptScore.of(ids.next(), work, none, ScoreStatus.REVOKED, null, now);
            scores.insert(never);
            moves.begun(by, Subject.SCORE, never.id(), ScoreStatus.REVOKED);
            return true;
        }
        if (kept.status() == ScoreStatus.REVOKED) {
            return false;
        }
        if (scores.move(kept.id(), kept.status(), kept.status().to(ScoreStatus.REVOKED), now) == 0) {
            throw new IllegalStateException("score " + kept.id() + " moved while its member was held");
        }
        moves.moved(by, Subject.SCORE, kept.id(), kept.status(), ScoreStatus.REVOKED, explanation);
        if (kept.status() == ScoreStatus.POSTED && kept.points() > 0) {
            ledger.reverse(kept.sourceKind(), kept.sourceId(), explanation);
        }
        audit.record(
                by,
                kept.communityId(),
                "points.revoke",
                subject(kept),
                "撤销 %d 分：%s".formatted(kept.points(), explanation));
        return true;
    }

    /** A score by its id. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<KeptScore> find(long id) {
        return Optional.ofNullable(scores.selectById(id));
    }

    /**
     * What is shown now to a resident: the scores of the community they are a member of, those that are posted after they
     * were shown as long as objections to them are heard, and of any community what is shown of their own. Newest first.
     *
     * @param communityId absent if they are a member of none now
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Page<KeptScore> shownTo(long residentId, @Nullable Long communityId, PageQuery query) {
        var now = clock.instant();
        return Page.of(
                scores.shownTo(residentId, communityId, now.minus(LONGEST_WINDOW), now, query.before(), query.limit()),
                query,
                KeptScore::id);
    }

    /** What is shown now in some communities, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Page<KeptScore> shown(List<Long> communities, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(scores.pending(communities, query.before(), query.limit()), query, KeptScore::id);
    }

    /** The score of a source, if there is one. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<KeptScore> of(PointsSource source) {
        return Optional.ofNullable(scores.find(source.kind(), source.id()));
    }

    /** The scores of some sources; nothing for those that have none. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<PointsSource, KeptScore> of(Collection<PointsSource> sources) {
        return sources.isEmpty()
                ? Map.of()
                : scores.ofAll(sources).stream().collect(Collectors.toMap(KeptScore::source, kept -> kept));
    }

    private static Posting posting(Ledger book, KeptScore kept) {
        return new Posting(
                book,
                kept.residentId(),
                kept.communityId(),
                kept.points(),
                kept.source(),
                kept.rule(),
                kept.explanation(),
                kept.grade().name(),
                kept.ruleId(),
                kept.workedOn());
    }

    /** Midnight in China after so many whole days. */
    private static Instant endOfPublicity(Instant now, int days) {
        return LocalDate.ofInstant(now, Time.CHINA)
                .plusDays(days + 1L)
                .atStartOfDay(Time.CHINA)
                .toInstant();
    }

    private static String subject(KeptScore kept) {
        return kept.sourceKind() + ":" + kept.sourceId();
    }

    /** A title as it fits. */
    static String title(String text) {
        return text.substring(0, Math.min(LONGEST_TITLE, text.length()));
    }

    /** A grade by its name; what names none counts as one's own word. */
    static Grade grade(String name) {
        return java.util.Arrays.stream(Grade.values())
                .filter(grade -> grade.name().equals(name))
                .findFirst()
                .orElse(Grade.D);
    }
}
