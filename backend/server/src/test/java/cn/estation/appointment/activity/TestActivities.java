package cn.estation.appointment.activity;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.appointment.TestCalendars;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Activities for tests. */
@Component
public class TestActivities {

    private static final Actor TESTS = () -> "system:tests";

    private final Activities activities;
    private final CallingOff callingOff;
    private final Moving moving;
    private final TestCalendars calendars;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final Clock clock;

    TestActivities(
            Activities activities,
            CallingOff callingOff,
            Moving moving,
            TestCalendars calendars,
            TransactionTemplate transaction,
            JdbcClient database,
            Clock clock) {
        this.activities = activities;
        this.callingOff = callingOff;
        this.moving = moving;
        this.calendars = calendars;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
    }

    /** What a test changes of an activity that is easy on everybody. */
    public record Terms(
            int inDays,
            int sessions,
            boolean whole,
            @Nullable Long audience,
            int elderPlaces,
            int cutoffMinutes,
            int minimum,
            Every every) {

        public static Terms easy() {
            return new Terms(3, 1, false, null, 0, 120, 0, Every.WEEK);
        }

        public Terms sessions(int many, boolean whole) {
            return new Terms(inDays, many, whole, audience, elderPlaces, cutoffMinutes, minimum, every);
        }

        public Terms audience(long cell) {
            return new Terms(inDays, sessions, whole, cell, elderPlaces, cutoffMinutes, minimum, every);
        }

        public Terms elders(int places) {
            return new Terms(inDays, sessions, whole, audience, places, cutoffMinutes, minimum, every);
        }

        public Terms atLeast(int many) {
            return new Terms(inDays, sessions, whole, audience, elderPlaces, cutoffMinutes, many, every);
        }

        public Terms daily() {
            return new Terms(inDays, sessions, whole, audience, elderPlaces, cutoffMinutes, minimum, Every.DAY);
        }
    }

    public ActivityDraft draft(long cellId, int places, UnaryOperator<Terms> change) {
        var terms = change.apply(Terms.easy());
        return new ActivityDraft(
                cellId,
                "包饺子",
                "一起包饺子。",
                "社区活动室",
                "000-55500100",
                null,
                at(terms.inDays(), 9),
                90,
                terms.every(),
                terms.sessions(),
                false,
                terms.whole(),
                terms.audience(),
                places,
                terms.elderPlaces(),
                24,
                clock.instant().minus(Duration.ofMinutes(1)),
                60,
                terms.cutoffMinutes(),
                terms.minimum(),
                24 * 60,
                "围裙");
    }

    /** So many days ahead, on the hour in China. */
    public Instant at(int inDays, int hour) {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA)
                .plusDays(inDays)
                .atTime(hour, 0)
                .atZone(Time.CHINA)
                .toInstant();
    }

    public Activity drafted(long cellId, int places, UnaryOperator<Terms> change) {
        return Objects.requireNonNull(
                transaction.execute(status -> activities.add(TESTS, draft(cellId, places, change), null)));
    }

    public Activity published(long cellId, int places, UnaryOperator<Terms> change) {
        var activity = drafted(cellId, places, change);
        transaction.executeWithoutResult(status -> activities.publish(TESTS, activity.id()));
        return find(activity.id());
    }

    public Activity published(long cellId, int places) {
        return published(cellId, places, terms -> terms);
    }

    public Activity find(long id) {
        return activities.find(id).orElseThrow();
    }

    public List<Session> sessions(Activity activity) {
        return activities.sessions(activity.id());
    }

    public Session session(Activity activity) {
        return sessions(activity).getFirst();
    }

    public long slot(Activity activity) {
        return Activities.slotOf(session(activity));
    }

    public void decide() {
        callingOff.decideWhatIsDue();
        callingOff.finishWhatIsCalledOff();
    }

    public void finish() {
        callingOff.finishWhatIsCalledOff();
    }

    public void tell() {
        moving.tellWhoDoesNotKnow();
    }

    /** It is time to decide. */
    public void due(Session session) {
        database.sql("UPDATE appointment_session SET decide_at = TIMESTAMPADD(SECOND, -1, ?) WHERE id = ?")
                .params(utc(clock.instant()), session.id())
                .update();
    }

    private static java.time.LocalDateTime utc(Instant moment) {
        return java.time.LocalDateTime.ofInstant(moment, java.time.ZoneOffset.UTC);
    }

    /** Lets all of an activity be so much earlier, with everybody in it. */
    public void age(Activity activity, Duration by) {
        long back = -by.toSeconds();
        sessions(activity).stream().map(Activities::slotOf).distinct().forEach(slot -> calendars.age(slot, by));
        database.sql("""
                        UPDATE appointment_session SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                          ends_at = TIMESTAMPADD(SECOND, ?, ends_at), decide_at = TIMESTAMPADD(SECOND, ?, decide_at)
                        WHERE activity_id = ?""").params(back, back, back, activity.id()).update();
        database.sql("""
                        UPDATE appointment_activity SET starts_at = TIMESTAMPADD(SECOND, ?, starts_at),
                          ends_at = TIMESTAMPADD(SECOND, ?, ends_at) WHERE id = ?""").params(back, back, activity.id()).update();
    }

    /** Lets all of an activity be so much earlier that it begins in this time. */
    public void beginsIn(Activity activity, Duration time) {
        age(
                activity,
                Duration.between(clock.instant().plus(time), session(activity).startsAt()));
    }

    public static Answer enrol(Caller caller, Activity activity) {
        return caller.post("/api/v1/activities/" + activity.id() + "/enrolments", Map.of());
    }

    public static Answer enrol(Caller caller, Activity activity, Session session) {
        return caller.post(
                "/api/v1/activities/" + activity.id() + "/enrolments",
                Map.of("sessionId", Long.toString(session.id())));
    }

    public static Answer withdraw(Caller caller, long enrolment) {
        return caller.post("/api/v1/enrolments/" + enrolment + "/withdrawal", Map.of());
    }

    public static Answer reply(Caller caller, long enrolment, boolean coming) {
        return caller.post("/api/v1/enrolments/" + enrolment + "/reply", Map.of("coming", coming));
    }

    public static Answer look(Caller caller, long enrolment) {
        return caller.get("/api/v1/enrolments/" + enrolment);
    }

    public static long id(Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return Long.parseLong(answer.json().path("enrolmentId").asString());
    }

    /** Every invariant of appointments, over everything there is, with how many rows it finds. */
    public Map<String, Integer> findings() {
        var found = new TreeMap<String, Integer>();
        try (var files = Files.list(Path.of("../../sql/appointment/invariants"))) {
            for (var file : files.toList()) {
                int rows = database.sql(Files.readString(file))
                        .query()
                        .listOfRows()
                        .size();
                if (rows > 0) {
                    found.put(file.getFileName().toString(), rows);
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return found;
    }
}
