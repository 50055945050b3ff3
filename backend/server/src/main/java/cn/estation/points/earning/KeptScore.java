package cn.estation.points.earning;

import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import cn.estation.points.Scoring.Score;
import cn.estation.points.Work;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The score of some work as it is kept.
 *
 * @param publishUntil while it is shown to the community before it is posted, absent if it is not
 */
@TableName("points_score")
public record KeptScore(
        long id,
        String sourceKind,
        long sourceId,
        long residentId,
        long communityId,
        String title,
        String workKind,
        Grade grade,
        int minutes,
        Instant startedAt,
        LocalDate workedOn,
        boolean emergency,
        long ruleId,
        long fullPoints,
        long points,
        String rule,
        String explanation,
        ScoreStatus status,
        @Nullable Instant publishUntil,
        Instant scoredAt,
        @Nullable Instant settledAt) {

    static KeptScore of(
            long id, Work work, Score score, ScoreStatus status, @Nullable Instant publishUntil, Instant now) {
        return new KeptScore(
                id,
                work.source().kind(),
                work.source().id(),
                work.residentId(),
                work.communityId(),
                work.title(),
                work.kind(),
                work.grade(),
                work.minutes(),
                work.startedAt(),
                work.day(),
                work.emergency(),
                score.ruleId(),
                score.full(),
                score.points(),
                score.rule(),
                score.explanation(),
                status,
                publishUntil,
                now,
                status == ScoreStatus.PENDING ? null : now);
    }

    PointsSource source() {
        return new PointsSource(sourceKind, sourceId);
    }

    /** The work it was counted from. */
    public Work work() {
        return new Work(source(), residentId, communityId, title, workKind, minutes, grade, startedAt, emergency);
    }
}
