package cn.estation.task;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down every change of state of tasks and claims: who, why, from, to. */
@Component
class Moves {

    private static final int LONGEST_REASON = 200;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Ids ids;
    private final Clock clock;

    Moves(TaskMapper tasks, ClaimMapper claims, Ids ids, Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.ids = ids;
        this.clock = clock;
    }

    void task(Actor by, long taskId, @Nullable TaskStatus from, TaskStatus to, String reason) {
        var reached = from == null ? to : from.to(to);
        tasks.record(
                new TaskMapper.Move(ids.next(), taskId, from, reached, by.actorKey(), cut(reason), clock.instant()));
    }

    void claim(Actor by, long claimId, @Nullable ClaimStatus from, ClaimStatus to, String reason) {
        var reached = from == null ? to : from.to(to);
        claims.record(
                new ClaimMapper.Move(ids.next(), claimId, from, reached, by.actorKey(), cut(reason), clock.instant()));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
