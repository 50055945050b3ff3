package cn.estation.points.earning;

import cn.estation.kernel.Actor;
import cn.estation.points.Grade;
import cn.estation.points.PointsSource;
import cn.estation.points.Work;
import cn.estation.task.ClaimRevoked;
import cn.estation.task.TaskKind;
import cn.estation.task.TaskVerified;
import java.time.Clock;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears of verified and of revoked work. The same event twice, or in the other order, changes nothing. */
@Component
class Earning {

    static final String CLAIM = "claim";
    private static final Actor EARNING = () -> "system:points";

    private final Scores scores;
    private final Clock clock;

    Earning(Scores scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(TaskVerified event) {
        take(event);
    }

    void take(TaskVerified event) {
        scores.take(
                EARNING,
                new Work(
                        new PointsSource(CLAIM, event.claimId()),
                        event.residentId(),
                        event.communityId(),
                        Scores.title(event.title()),
                        event.kind(),
                        event.minutes(),
                        Scores.grade(event.grade()),
                        event.startedAt(),
                        event.emergency()));
    }

    @ApplicationModuleListener
    void on(ClaimRevoked event) {
        revoke(event);
    }

    void revoke(ClaimRevoked event) {
        var work = new Work(
                new PointsSource(CLAIM, event.claimId()),
                event.residentId(),
                event.communityId(),
                Scores.title(event.title()),
                TaskKind.OTHER.name(),
                0,
                Grade.D,
                clock.instant(),
                false);
        scores.revoke(EARNING, work, "“%s”的服务经核查不实，撤销得分：%s".formatted(event.title(), event.reason()));
    }
}
