package cn.estation.points.earning;

import cn.estation.kernel.Time;
import cn.estation.points.PointsSource;
import cn.estation.points.Scoring;
import cn.estation.points.Work;
import cn.estation.points.rule.RuleBooks;
import cn.estation.task.ExpectedPoints;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Tells tasks what their work will be worth by the rules. */
@Component
class RuledPoints implements ExpectedPoints {

    private final Scoring scoring;
    private final RuleBooks rules;

    RuledPoints(Scoring scoring, RuleBooks rules) {
        this.scoring = scoring;
        this.rules = rules;
    }

    @Override
    public Expected expected(Planned planned) {
        var score = scoring.expected(new Work(
                new PointsSource(Earning.CLAIM, 0),
                0,
                planned.communityId(),
                "",
                planned.kind(),
                planned.minutes(),
                Scores.grade(planned.grade()),
                planned.startsAt(),
                planned.emergency()));
        return new Expected(Math.toIntExact(score.points()), score.rule(), score.explanation());
    }

    @Override
    public int shownDays(long communityId, Instant startsAt) {
        return rules.inForce(communityId, LocalDate.ofInstant(startsAt, Time.CHINA))
                .publicityDays();
    }
}
