package cn.estation.points.earning;

import cn.estation.points.PointsSource;
import cn.estation.points.Scoring;
import cn.estation.points.Work;
import cn.estation.task.ExpectedPoints;
import org.springframework.stereotype.Component;

/** Tells tasks what their work will be worth by the rules. */
@Component
class RuledPoints implements ExpectedPoints {

    private final Scoring scoring;

    RuledPoints(Scoring scoring) {
        this.scoring = scoring;
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
}
