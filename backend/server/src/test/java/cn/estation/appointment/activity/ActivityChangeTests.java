package cn.estation.appointment.activity;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static cn.estation.appointment.activity.TestActivities.id;
import static cn.estation.appointment.activity.TestActivities.look;
import static cn.estation.appointment.activity.TestActivities.reply;
import static cn.estation.appointment.activity.TestActivities.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.TestOffice;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of those who enrolled when staff, or too few of them, change an activity. */
@EstationTest
class ActivityChangeTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestActivities activities;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final JdbcClient database;
    private long community;
    private Caller resident;
    private Caller staff;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ActivityChangeTests(
            People people, TestActivities activities, TestCalendars calendars, TestOffice office, JdbcClient database) {
        this.people = people;
        this.activities = activities;
        this.calendars = calendars;
        this.office = office;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
        staff = people.staff(StaffRole.DIRECTOR, community);
    }

    private void post(String path, Map<String, String> fields) {
        var form = new HashMap<>(fields);
        form.put("requestKey", Codes.next());
        var answer = staff.form(path, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private void cancel(Activity activity) {
        post("/console/activities/" + activity.id() + "/cancellation", Map.of("reason", "台风"));
    }

    private void move(Session session, Instant to) {
        var typed = MINUTE.format(LocalDateTime.ofInstant(to, Time.CHINA));
        post("/console/activities/sessions/" + session.id() + "/time", Map.of("startsAt", typed, "minutes", "90"));
    }

    private String outcome(Caller caller, long enrolment) {
        return look(caller, enrolment).json().path("outcome").asString("");
    }

    @Test
    void everybodyIsToldWhenItIsCalledOff() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));

        cancel(activity);

        await().untilAsserted(() -> assertThat(outcome(resident, enrolment)).isEqualTo("CANCELLED_BY_OFFICE"));
        await().untilAsserted(() ->
                assertThat(resident.get("/api/v1/notices").body()).contains("包饺子", "取消了：台风", "000-55500100"));
        assertThat(resident.get("/api/v1/notices").body()).doesNotContain("办不了");
        var seen = resident.get("/api/v1/activities/" + activity.id()).json();
        assertThat(seen.path("reason").asString()).isEqualTo("台风");
        assertThat(seen.path("sessions").path(0).path("obstacle").asString()).isEqualTo("已取消：台风。");
        assertThat(enrol(people.resident(), activity).status()).isEqualTo(409);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void whatACrashLeftTheTimerEnds() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));
        cancel(activity);
        await().untilAsserted(() -> assertThat(outcome(resident, enrolment)).isEqualTo("CANCELLED_BY_OFFICE"));

        activities.finish();
        activities.finish();

        assertThat(database.sql("SELECT COUNT(*) FROM appointment_move WHERE booking_id = ? AND to_status = 'RELEASED'")
                        .param(enrolment)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theMakingOfSlotsLeavesWhatWasCalledOffAlone() {
        var activity = activities.published(community, 5);
        cancel(activity);

        calendars.generate(activity.id());

        assertThat(calendars.slot(activities.slot(activity)).isOpen()).isFalse();
    }

    @Test
    void aDayTheOfficeClosesOpensAgain() {
        var activity = activities.published(community, 5);
        var slot = calendars.slot(activities.slot(activity));

        long closing = office.close(staff, activity.id(), slot.day(), "停电");
        assertThat(enrol(resident, activity).code()).isEqualTo("slot-closed");
        office.reopen(staff, closing);

        await().untilAsserted(
                        () -> assertThat(calendars.slot(slot.id()).isOpen()).isTrue());
        assertThat(enrol(resident, activity).status()).isEqualTo(201);
    }

    @Test
    void tooFewAndItIsCalledOffOnce() {
        var activity = activities.published(community, 5, terms -> terms.atLeast(2));
        long enrolment = id(enrol(resident, activity));
        activities.due(activities.session(activity));

        activities.decide();
        activities.decide();

        assertThat(outcome(resident, enrolment)).isEqualTo("CANCELLED_BY_OFFICE");
        assertThat(activities.find(activity.id()).status()).isEqualTo(ActivityStatus.CANCELLED);
        assertThat(activities.session(activity).cancelledWhy()).isEqualTo(Session.CancelledWhy.TOO_FEW);
        await().untilAsserted(
                        () -> assertThat(resident.get("/api/v1/notices").body()).contains("报名 1 人，不到最少 2 人"));
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void enoughAndItTakesPlaceWhoeverLeavesLater() {
        var activity = activities.published(community, 5, terms -> terms.atLeast(2));
        long first = id(enrol(resident, activity));
        enrol(people.resident(), activity);
        activities.due(activities.session(activity));

        activities.decide();
        withdraw(resident, first);
        activities.decide();

        assertThat(activities.session(activity).status()).isEqualTo(SessionStatus.GOING);
        assertThat(activities.find(activity.id()).status()).isEqualTo(ActivityStatus.PUBLISHED);
    }

    @Test
    void aHoldIsNobodyWhoComes() {
        var activity = activities.published(community, 5, terms -> terms.atLeast(1));
        var held = resident.post("/api/v1/slots/" + activities.slot(activity) + "/holds", Map.of());
        assertThat(held.status()).isEqualTo(201);
        activities.due(activities.session(activity));

        activities.decide();

        assertThat(activities.find(activity.id()).status()).isEqualTo(ActivityStatus.CANCELLED);
        assertThat(calendars.seats(activities.slot(activity))).isZero();
    }

    @Test
    void ofASeriesOnlyTheSessionWithTooFewIsCalledOff() {
        var activity = activities.published(
                community, 5, terms -> terms.sessions(2, false).daily().atLeast(1));
        var sessions = activities.sessions(activity);
        enrol(resident, activity, sessions.get(1));
        sessions.forEach(activities::due);

        activities.decide();

        assertThat(activities.sessions(activity))
                .extracting(Session::status)
                .containsExactly(SessionStatus.CANCELLED, SessionStatus.GOING);
        assertThat(activities.find(activity.id()).status()).isEqualTo(ActivityStatus.PUBLISHED);
    }

    @Test
    void aCourseWithTooFewIsCalledOffAsAWhole() {
        var course = activities.published(
                community, 5, terms -> terms.sessions(3, true).atLeast(2));
        long enrolment = id(enrol(resident, course));
        activities.due(activities.session(course));

        activities.decide();

        assertThat(activities.sessions(course)).noneMatch(Session::live);
        assertThat(outcome(resident, enrolment)).isEqualTo("CANCELLED_BY_OFFICE");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void nobodyCallsOffWhatHasBegunBecauseTheTimerWasLate() {
        var activity = activities.published(community, 5, terms -> terms.atLeast(2));
        id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(-5));

        activities.decide();

        assertThat(activities.session(activity).status()).isEqualTo(SessionStatus.GOING);
    }

    @Test
    void aNewTimeIsEverybodysAndEverybodyIsAsked() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));
        var later = activities.at(4, 15);

        move(activities.session(activity), later);
        activities.tell();

        await().untilAsserted(() -> assertThat(
                        look(resident, enrolment).json().path("asked").asString(""))
                .contains("改到"));
        var seen = look(resident, enrolment).json();
        assertThat(Instant.parse(seen.path("startsAt").asString())).isEqualTo(later);
        await().untilAsserted(
                        () -> assertThat(resident.get("/api/v1/notices").body()).contains("回复还来不来", "不算爽约"));
        assertThat(resident.get("/api/v1/appointments/" + enrolment)
                        .json()
                        .path("flags")
                        .path(0)
                        .path("sentence")
                        .asString())
                .contains("请回复还来不来");
        assertThat(activities.findings()).isEmpty();

        assertThat(reply(resident, enrolment, true).json().path("asked").isNull())
                .isTrue();
        assertThat(reply(resident, enrolment, true).code()).isEqualTo("nothing-asked");
    }

    @Test
    void whoIsAskedMayLeaveAtTheLastMomentWithoutBeingLate() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));
        move(activities.session(activity), activities.at(4, 15));
        await().untilAsserted(() -> assertThat(
                        look(resident, enrolment).json().path("asked").isNull())
                .isFalse());
        activities.beginsIn(activities.find(activity.id()), Duration.ofMinutes(20));

        assertThat(reply(resident, enrolment, false).json().path("outcome").asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void whoWasAskedAndStaysAwayIsNoNoShow() {
        var activity = activities.published(community, 5);
        long asked = id(enrol(resident, activity));
        var other = people.resident();
        long answered = id(enrol(other, activity));
        move(activities.session(activity), activities.at(4, 15));
        await().untilAsserted(() ->
                assertThat(look(other, answered).json().path("asked").isNull()).isFalse());
        reply(other, answered, true);
        activities.tell();
        activities.beginsIn(activities.find(activity.id()), Duration.ofHours(-4));

        calendars.lookForAbsences();

        assertThat(outcome(resident, asked)).isEqualTo("EXCUSED");
        assertThat(look(other, answered).json().path("status").asString()).isEqualTo("ABSENT");
    }

    @Test
    void whoEnrolledAtThatMomentWithTheOldTimeIsFound() {
        var activity = activities.published(community, 5);
        move(activities.session(activity), activities.at(4, 15));
        long enrolment = id(enrol(resident, activity));
        database.sql("UPDATE appointment_booking SET starts_at = TIMESTAMPADD(HOUR, -30, starts_at) WHERE id = ?")
                .param(enrolment)
                .update();

        activities.tell();

        var seen = look(resident, enrolment).json();
        assertThat(Instant.parse(seen.path("startsAt").asString())).isEqualTo(activities.at(4, 15));
        assertThat(seen.path("asked").isNull()).isFalse();
    }

    @Test
    void aNewPlaceIsAskedAboutToo() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));

        post("/console/activities/" + activity.id() + "/place", Map.of("place", "公园凉亭"));
        activities.tell();

        await().untilAsserted(() -> assertThat(
                        look(resident, enrolment).json().path("asked").asString(""))
                .contains("公园凉亭"));
        assertThat(look(resident, enrolment).json().path("place").asString()).isEqualTo("公园凉亭");
    }

    @Test
    void eachChangeIsToldOnce() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));
        move(activities.session(activity), activities.at(4, 15));
        await().untilAsserted(() -> assertThat(
                        look(resident, enrolment).json().path("asked").isNull())
                .isFalse());
        move(activities.session(activity), activities.at(5, 15));
        await().untilAsserted(() -> assertThat(Instant.parse(
                        look(resident, enrolment).json().path("startsAt").asString()))
                .isEqualTo(activities.at(5, 15)));

        activities.tell();
        activities.tell();

        await().untilAsserted(() -> assertThat(resident.get("/api/v1/notices")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(notice -> notice.path("text").asString().contains("回复还来不来"))
                        .count())
                .isEqualTo(2));
    }

    @Test
    void aSessionOfACourseIsLeftOutAndTheOthersGoOn() {
        var course = activities.published(community, 5, terms -> terms.sessions(3, true));
        long enrolment = id(enrol(resident, course));

        post(
                "/console/activities/sessions/"
                        + activities.sessions(course).get(1).id() + "/cancellation",
                Map.of("reason", "老师生病"));
        activities.tell();

        await().untilAsserted(() -> assertThat(
                        look(resident, enrolment).json().path("asked").asString(""))
                .contains("第 2 场取消：老师生病"));
        assertThat(look(resident, enrolment).json().path("sessions").size()).isEqualTo(2);
        assertThat(look(resident, enrolment).json().path("status").asString()).isEqualTo("BOOKED");
        assertThat(enrol(people.resident(), course).status()).isEqualTo(201);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void aSessionThatBeginsWithAnotherIsRefused() {
        var activity = activities.published(
                community, 5, terms -> terms.sessions(2, false).daily());
        var sessions = activities.sessions(activity);
        var typed = MINUTE.format(LocalDateTime.ofInstant(sessions.get(1).startsAt(), Time.CHINA));

        var refused = staff.form(
                "/console/activities/sessions/" + sessions.get(0).id() + "/time",
                Map.of("startsAt", typed, "minutes", "90", "requestKey", Codes.next()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(activities.sessions(activity).getFirst().startsAt())
                .isEqualTo(sessions.getFirst().startsAt());
    }

    @Test
    void whoBeganACourseMayLeaveTheRest() {
        var course = activities.published(community, 5, terms -> terms.sessions(3, true));
        long enrolment = id(enrol(resident, course));
        activities.beginsIn(course, Duration.ofMinutes(10));
        office.checkIn(staff, enrolment);

        assertThat(withdraw(resident, enrolment).json().path("outcome").asString())
                .isEqualTo("LEFT");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void aCourseCalledOffHalfwayTellsThoseWhoCameToo() {
        var course = activities.published(community, 5, terms -> terms.sessions(3, true));
        long enrolment = id(enrol(resident, course));
        activities.beginsIn(course, Duration.ofMinutes(-10));
        office.checkIn(staff, enrolment);

        cancel(course);

        await().untilAsserted(() -> assertThat(outcome(resident, enrolment)).isEqualTo("PARTLY_SERVED"));
        await().untilAsserted(
                        () -> assertThat(resident.get("/api/v1/notices").body()).contains("取消了：台风"));
        assertThat(activities.sessions(course).getFirst().live()).isTrue();
        assertThat(activities.findings()).isEmpty();
    }
}
