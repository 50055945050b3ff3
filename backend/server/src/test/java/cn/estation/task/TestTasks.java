package cn.estation.task;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks for tests, published by nobody in particular. */
@Component
public class TestTasks {

    private static final Actor TESTS = () -> "system:tests";

    private final Publishing publishing;
    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final CheckInCode codes;
    private final TransactionTemplate transaction;
    private final Turns turns;
    private final JdbcClient database;
    private final Clock clock;

    TestTasks(
            Publishing publishing,
            TaskMapper tasks,
            ClaimMapper claims,
            CheckInCode codes,
            TransactionTemplate transaction,
            Turns turns,
            JdbcClient database,
            Clock clock) {
        this.publishing = publishing;
        this.tasks = tasks;
        this.claims = claims;
        this.codes = codes;
        this.transaction = transaction;
        this.turns = turns;
        this.database = database;
        this.clock = clock;
    }

    /** A task that begins in a quarter of an hour, so that people can check in, and lasts two hours. */
    public long published(long communityId, int places) {
        return published(communityId, "清扫楼道", places, Duration.ofMinutes(15), Duration.ofHours(2));
    }

    /** A task that begins and lasts so long, at one point an hour. */
    public long published(long communityId, String title, int places, Duration beginsIn, Duration lasts) {
        long id = draft(communityId, title, places, clock.instant().plus(beginsIn), lasts);
        transaction.executeWithoutResult(
                status -> publishing.publish(TESTS, tasks.find(id).orElseThrow()));
        return id;
    }

    long draft(long communityId, String title, int places, Instant begins, Duration lasts) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> publishing
                .add(
                        TESTS,
                        new Publishing.Draft(
                                communityId,
                                title,
                                "一起动手。",
                                "社区广场",
                                begins,
                                begins.plus(lasts),
                                places,
                                PointsRule.HOURLY,
                                1),
                        null)
                .id()));
    }

    /** What the screen at the place shows now. */
    public String code(long taskId) {
        return codes.current(taskId);
    }

    public int claimed(long taskId) {
        return tasks.find(taskId).orElseThrow().claimed();
    }

    /** Moves a task in time, as nobody can outside of tests. */
    public void shift(long taskId, Duration by) {
        database.sql("""
                        UPDATE task_volunteer_task SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                          ends_at = TIMESTAMPADD(SECOND, ?, ends_at) WHERE id = ?""").params(by.toSeconds(), by.toSeconds(), taskId).update();
    }

    /** Who has a place. */
    List<Long> holders(long taskId) {
        return claims.ofTask(taskId).stream()
                .filter(claim -> claim.status() != ClaimStatus.WITHDRAWN && claim.status() != ClaimStatus.CANCELLED)
                .map(Claim::residentId)
                .toList();
    }

    /** Takes a task off as the system's administrator would, were there one. */
    void cancel(long taskId) {
        var task = tasks.find(taskId).orElseThrow();
        turns.take(TESTS, () -> {
            publishing.cancel(TESTS, task, "测试取消");
            return true;
        });
    }

    /** How often a claim came to this state. */
    long moves(long taskId, long residentId, ClaimStatus to) {
        return database.sql("""
                        SELECT COUNT(*) FROM task_claim_move m JOIN task_claim c ON c.id = m.claim_id
                        WHERE c.task_id = ? AND c.resident_id = ? AND m.to_status = ?""")
                .params(taskId, residentId, to.name())
                .query(Long.class)
                .single();
    }

    TaskStatus status(long taskId) {
        return tasks.find(taskId).orElseThrow().status();
    }

    ClaimStatus claim(long taskId, long residentId) {
        return claims.ofTask(taskId).stream()
                .filter(claim -> claim.residentId() == residentId)
                .reduce((first, second) -> second)
                .orElseThrow()
                .status();
    }

    public long claimId(long taskId, long residentId) {
        return claims.ofTask(taskId).stream()
                .filter(claim -> claim.residentId() == residentId)
                .reduce((first, second) -> second)
                .orElseThrow()
                .id();
    }
}
