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
    private final TaskClosing closing;
    private final TransactionTemplate transaction;
    private final Turns turns;
    private final JdbcClient database;
    private final Clock clock;

    TestTasks(
            Publishing publishing,
            TaskMapper tasks,
            ClaimMapper claims,
            CheckInCode codes,
            TaskClosing closing,
            TransactionTemplate transaction,
            Turns turns,
            JdbcClient database,
            Clock clock) {
        this.publishing = publishing;
        this.tasks = tasks;
        this.claims = claims;
        this.codes = codes;
        this.closing = closing;
        this.transaction = transaction;
        this.turns = turns;
        this.database = database;
        this.clock = clock;
    }

    /** A task that begins in a quarter of an hour, so that people can check in, and lasts two hours. */
    public long published(long communityId, int places) {
        return published(communityId, "清扫楼道", places, Duration.ofMinutes(15), Duration.ofHours(2));
    }

    /** A task that begins and lasts so long. */
    public long published(long communityId, String title, int places, Duration beginsIn, Duration lasts) {
        long id = draft(communityId, title, places, clock.instant().plus(beginsIn), lasts);
        transaction.executeWithoutResult(
                status -> publishing.publish(TESTS, tasks.find(id).orElseThrow()));
        return id;
    }

    long draft(long communityId, String title, int places, Instant begins, Duration lasts) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> publishing
                .add(TESTS, plain(communityId, title, places, begins, lasts), null)
                .id()));
    }

    static TaskDraft plain(long communityId, String title, int places, Instant begins, Duration lasts) {
        return new TaskDraft(
                communityId,
                TaskKind.OTHER,
                title,
                "一起动手。",
                "社区广场",
                begins,
                begins.plus(lasts),
                places,
                TaskDraft.Terms.PLAIN);
    }

    /** A published task with terms of its own, at the rules' rate. */
    long published(long communityId, TaskKind kind, int places, Duration beginsIn, TaskDraft.Terms terms) {
        var begins = clock.instant().plus(beginsIn);
        var draft = new TaskDraft(
                communityId, kind, "有条件的任务", "一起动手。", "社区广场", begins, begins.plus(Duration.ofHours(2)), places, terms);
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            var task = publishing.add(TESTS, draft, null);
            publishing.publish(TESTS, task);
            return task.id();
        }));
    }

    /** Sets a column of a task, as nobody can outside of tests. */
    void set(long taskId, String column, Object value) {
        database.sql("UPDATE task_volunteer_task SET " + column + " = ? WHERE id = ?")
                .params(value, taskId)
                .update();
    }

    /** Registers a member elsewhere, of which nobody has heard yet. */
    void moveMember(long residentId, long communityId) {
        database.sql("UPDATE identity_registration SET community_id = ? WHERE resident_id = ?")
                .params(communityId, residentId)
                .update();
    }

    /** Lets the time of offers, or of noted absences, run out. */
    void expire(long taskId, String column) {
        database.sql("UPDATE task_claim SET " + column + " = '2020-01-01' WHERE task_id = ? AND " + column
                        + " IS NOT NULL")
                .param(taskId)
                .update();
    }

    public void close() {
        closing.closeWhatIsOver();
    }

    /** The code for leaving that the screen shows now. */
    public String leavingCode(long taskId) {
        return codes.current(CheckInCode.Use.OUT, taskId);
    }

    VolunteerTask task(long taskId) {
        return tasks.find(taskId).orElseThrow();
    }

    Claim whole(long taskId, long residentId) {
        return claims.find(claimId(taskId, residentId)).orElseThrow();
    }

    /** Rows that an invariant of this module finds for a task: none. */
    int takenAndNotLive(long taskId) {
        return database.sql("""
                        SELECT t.claimed - (SELECT COUNT(*) FROM task_claim c WHERE c.task_id = t.id AND c.status NOT IN
                          ('WITHDRAWN', 'LATE_WITHDRAWN', 'CANCELLED', 'LAPSED', 'WAITLISTED'))
                        FROM task_volunteer_task t WHERE t.id = ?""").param(taskId).query(Integer.class).single();
    }

    int waitingAndNotQueued(long taskId) {
        return database.sql("""
                        SELECT t.waiting - (SELECT COUNT(*) FROM task_claim c WHERE c.task_id = t.id
                          AND c.status = 'WAITLISTED')
                        FROM task_volunteer_task t WHERE t.id = ?""").param(taskId).query(Integer.class).single();
    }

    /** What the screen at the place shows now. */
    public String code(long taskId) {
        return codes.current(taskId);
    }

    public int claimed(long taskId) {
        return tasks.find(taskId).orElseThrow().claimed();
    }

    /** Moves a task in time with what happened at it, as nobody can outside of tests. */
    public void shift(long taskId, Duration by) {
        database.sql("""
                        UPDATE task_volunteer_task SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                          ends_at = TIMESTAMPADD(SECOND, ?, ends_at) WHERE id = ?""").params(by.toSeconds(), by.toSeconds(), taskId).update();
        database.sql("""
                        UPDATE task_claim SET claimed_at = TIMESTAMPADD(SECOND, ?, claimed_at),
                          checked_in_at = TIMESTAMPADD(SECOND, ?, checked_in_at),
                          checked_out_at = TIMESTAMPADD(SECOND, ?, checked_out_at) WHERE task_id = ?""")
                .params(by.toSeconds(), by.toSeconds(), by.toSeconds(), taskId)
                .update();
    }

    /** Lets work have been settled earlier or later by so much. */
    void settled(long taskId, Duration by) {
        database.sql("UPDATE task_claim SET settled_at = TIMESTAMPADD(SECOND, ?, settled_at) WHERE task_id = ?")
                .params(by.toSeconds(), taskId)
                .update();
    }

    /** Who has a place. */
    List<Long> holders(long taskId) {
        return claims.ofTask(taskId).stream()
                .filter(claim -> java.util.Set.of(
                                ClaimStatus.CLAIMED, ClaimStatus.OFFERED, ClaimStatus.CHECKED_IN, ClaimStatus.SETTLED)
                        .contains(claim.status()))
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
