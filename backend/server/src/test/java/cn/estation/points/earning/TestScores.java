package cn.estation.points.earning;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import cn.estation.points.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Scores for tests, counted like all others. */
@Component
public class TestScores {

    static final Actor TESTS = () -> "system:tests";

    private final Scores scores;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    TestScores(Scores scores, TransactionTemplate transaction, Ids ids, Clock clock) {
        this.scores = scores;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Work of so many minutes with grade A that ended just now. Returns the id of its score. */
    public long posted(long resident, long community, int minutes) {
        return score(
                resident, community, "PATROL", minutes, Grade.A, clock.instant().minus(Duration.ofMinutes(minutes)));
    }

    /** Any work. Returns the id of its score. */
    public long score(long resident, long community, String kind, int minutes, Grade grade, Instant started) {
        var source = new PointsSource("test-work", ids.next());
        take(new Work(source, resident, community, "测试服务", kind, minutes, grade, started, false));
        return scores.of(source).orElseThrow().id();
    }

    public void take(Work work) {
        transaction.executeWithoutResult(status -> scores.take(TESTS, work));
    }

    public KeptScore find(long id) {
        return scores.find(id).orElseThrow();
    }
}
