package cn.estation.appointment.roll;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static cn.estation.appointment.activity.TestActivities.id;
import static cn.estation.appointment.activity.TestActivities.look;
import static cn.estation.appointment.activity.TestActivities.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.activity.Activity;
import cn.estation.appointment.activity.Session;
import cn.estation.appointment.activity.TestActivities;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class RollTests {

    private final People people;
    private final TestActivities activities;
    private final TestCalendars calendars;
    private final Rolls rolls;
    private final JdbcClient database;
    private long community;
    private Caller resident;
    private Caller staff;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    RollTests(People people, TestActivities activities, TestCalendars calendars, Rolls rolls, JdbcClient database) {
        this.people = people;
        this.activities = activities;
        this.calendars = calendars;
        this.rolls = rolls;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
        staff = people.staff(StaffRole.COMMUNITY_WORKER, community);
    }

    private static String home(Session session) {
        return "/console/activities/sessions/" + session.id();
    }

    private Answer form(Session session, String act, Map<String, String> fields) {
        var form = new HashMap<>(fields);
        form.put("requestKey", Codes.next());
        return staff.form(home(session) + "/" + act, form);
    }

    private Answer mark(Session session, long enrolment) {
        return form(session, "attendance", Map.of("bookingId", Long.toString(enrolment)));
    }

    private static String status(Caller caller, long enrolment) {
        return look(caller, enrolment).json().path("status").asString();
    }

    private String code(Caller caller, long enrolment) {
        return caller.get("/api/v1/appointments/" + enrolment + "/code")
                .json()
                .path("code")
                .asString();
    }

    private Activity soon(java.util.function.UnaryOperator<TestActivities.Terms> terms, int places) {
        return activities.published(community, places, terms);
    }

    @Test
    void whoIsTickedOffHasCome() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));

        assertThat(mark(activities.session(activity), enrolment).status()).isEqualTo(302);

        assertThat(status(resident, enrolment)).isEqualTo("CHECKED_IN");
        assertThat(staff.get(home(activities.session(activity))).body()).contains("已到", "工作人员办理");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void theCodeOnThePhoneChecksIn() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));

        form(activities.session(activity), "code", Map.of("code", code(resident, enrolment)));

        assertThat(status(resident, enrolment)).isEqualTo("CHECKED_IN");
    }

    @Test
    void aCodeOfSomethingElseOpensNothing() {
        var activity = soon(terms -> terms, 5);
        var other = soon(terms -> terms, 5);
        long elsewhere = id(enrol(resident, other));
        activities.beginsIn(activity, Duration.ofMinutes(20));

        for (var code : List.of(code(resident, elsewhere), "AAAABBBBCCCCD", "' OR 1=1 --")) {
            var refused = form(activities.session(activity), "code", Map.of("code", code));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("没有这个签到码");
        }
        assertThat(status(resident, elsewhere)).isEqualTo("BOOKED");
    }

    @Test
    void itIsTooEarlyTheDayBefore() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));

        var refused = mark(activities.session(activity), enrolment);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("起可以签到");
    }

    @Test
    void twiceIsOnce() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));

        mark(activities.session(activity), enrolment);
        assertThat(mark(activities.session(activity), enrolment).status()).isEqualTo(302);

        assertThat(database.sql("SELECT COUNT(*) FROM appointment_attendance WHERE booking_id = ?")
                        .param(enrolment)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Answer undo(Session session, long enrolment) {
        return form(session, "attendance/undo", Map.of("bookingId", Long.toString(enrolment), "reason", "点错了人"));
    }

    private List<@Nullable Boolean> moves(long enrolment) {
        return database.sql("SELECT present FROM appointment_attendance_move WHERE booking_id = ? ORDER BY id")
                .param(enrolment)
                .query(Boolean.class)
                .list();
    }

    @Test
    void aMarkForTheWrongPersonIsTakenBackAndTheMovesStay() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));
        var session = activities.session(activity);
        mark(session, enrolment);
        assertThat(staff.get(home(session)).body()).contains("撤销签到");

        assertThat(form(session, "attendance/undo", Map.of("bookingId", Long.toString(enrolment)))
                        .status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(undo(session, enrolment).status()).isEqualTo(302);
        assertThat(undo(session, enrolment).status()).as("again").isEqualTo(302);

        assertThat(status(resident, enrolment)).isEqualTo("BOOKED");
        assertThat(staff.get(home(session)).body()).doesNotContain("撤销签到", "已到<");
        assertThat(mark(session, enrolment).status()).isEqualTo(302);
        assertThat(status(resident, enrolment)).isEqualTo("CHECKED_IN");
        assertThat(moves(enrolment)).containsExactly(true, false, true);
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'activity.unmark' AND subject = ?")
                        .param("appointment:" + enrolment)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void whoseMarkWasTakenBackIsAbsentAndMaySayWhy() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));
        mark(activities.session(activity), enrolment);
        undo(activities.session(activity), enrolment);
        activities.beginsIn(activities.find(activity.id()), Duration.ofHours(-4));

        rolls.settle();
        calendars.lookForAbsences();

        assertThat(status(resident, enrolment)).isEqualTo("ABSENT");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void afterTheGraceAMarkStays() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));
        mark(activities.session(activity), enrolment);
        activities.beginsIn(activities.find(activity.id()), Duration.ofHours(-4));
        var session = activities.session(activity);

        assertThat(staff.get(home(session)).body()).doesNotContain("撤销签到");
        var refused = undo(session, enrolment);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("不能再撤销签到");
        rolls.settle();
        assertThat(undo(session, enrolment).status()).isEqualTo(409);
        assertThat(status(resident, enrolment)).isEqualTo("FINISHED");
    }

    @Test
    void whoWasAtAnotherSessionStaysCheckedIn() {
        var course = soon(terms -> terms.sessions(2, true).daily(), 5);
        long enrolment = id(enrol(resident, course));
        activities.beginsIn(course, Duration.ofMinutes(20));
        mark(activities.sessions(course).getFirst(), enrolment);
        activities.beginsIn(activities.find(course.id()), Duration.ofHours(-24));
        var second = activities.sessions(course).getLast();
        mark(second, enrolment);

        undo(second, enrolment);

        assertThat(status(resident, enrolment)).isEqualTo("CHECKED_IN");
        assertThat(undo(activities.sessions(course).getFirst(), enrolment).status())
                .as("yesterday's is settled")
                .isEqualTo(409);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void markingAndUndoingAtOnceEndsInOneOfTheTwo() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));
        var session = activities.session(activity);

        var answers = Race.of(
                16,
                n -> () -> Race.persist(
                        () -> n % 2 == 0 ? mark(session, enrolment) : undo(session, enrolment), Answer::status));

        assertThat(answers).allMatch(answer -> answer.status() == 302);
        boolean there = database.sql("SELECT COUNT(*) FROM appointment_attendance WHERE booking_id = ?")
                        .param(enrolment)
                        .query(Long.class)
                        .single()
                == 1;
        assertThat(status(resident, enrolment)).isEqualTo(there ? "CHECKED_IN" : "BOOKED");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void nobodyTicksOffWhoIsNotOnThisRoll() {
        var activity = soon(terms -> terms, 5);
        var other = soon(terms -> terms, 5);
        long elsewhere = id(enrol(resident, other));
        activities.beginsIn(activity, Duration.ofMinutes(20));

        assertThat(mark(activities.session(activity), elsewhere).status()).isEqualTo(404);
        assertThat(undo(activities.session(activity), elsewhere).status()).isEqualTo(404);
        assertThat(status(resident, elsewhere)).isEqualTo("BOOKED");
    }

    @Test
    void whoCameHasTakenPartAndWhoDidNotMaySayWhy() {
        var activity = soon(terms -> terms, 5);
        long came = id(enrol(resident, activity));
        var absent = people.resident();
        long stayed = id(enrol(absent, activity));
        activities.beginsIn(activity, Duration.ofMinutes(20));
        mark(activities.session(activity), came);
        activities.beginsIn(activities.find(activity.id()), Duration.ofHours(-4));

        rolls.settle();
        rolls.settle();
        calendars.lookForAbsences();

        assertThat(look(resident, came).json().path("statusName").asString()).isEqualTo("已参加");
        assertThat(status(absent, stayed)).isEqualTo("ABSENT");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void aCourseHasARollForEachSession() {
        var course = soon(terms -> terms.sessions(2, true).daily(), 5);
        long enrolment = id(enrol(resident, course));
        var sessions = activities.sessions(course);
        activities.beginsIn(course, Duration.ofMinutes(20));
        mark(sessions.getFirst(), enrolment);

        assertThat(mark(sessions.getLast(), enrolment).status())
                .as("tomorrow's is tomorrow's")
                .isEqualTo(409);
        activities.beginsIn(activities.find(course.id()), Duration.ofHours(-24));
        assertThat(mark(sessions.getLast(), enrolment).status()).isEqualTo(302);

        assertThat(database.sql("SELECT COUNT(*) FROM appointment_attendance WHERE booking_id = ?")
                        .param(enrolment)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whoIsOnThePhoneIsEnrolledByStaff() {
        var activity = soon(terms -> terms, 1);
        var session = activities.session(activity);
        var form = Map.of("name", "王秀兰", "phone", "13900001111", "elder", "true", "onThePhone", "true");

        assertThat(form(session, "enrolments", form).status()).isEqualTo(302);
        assertThat(form(session, "enrolments", Map.of("name", "李大爷")).body()).contains("已约满");

        var page = staff.get(home(session)).body();
        assertThat(page).contains("王*兰", "139****1111", "长者").doesNotContain("王秀兰", "13900001111");
        assertThat(database.sql("SELECT consent FROM appointment_booking WHERE slot_id = ?")
                        .param(activities.slot(activity))
                        .query(String.class)
                        .single())
                .isEqualTo("PHONE");
    }

    @Test
    void whoHasNoPhoneWaitsAndIsConfirmedByStaff() {
        var activity = soon(terms -> terms, 1);
        var session = activities.session(activity);
        long first = id(enrol(resident, activity));
        assertThat(form(session, "enrolments", Map.of("name", "李大爷", "queue", "true"))
                        .status())
                .isEqualTo(302);

        withdraw(resident, first);
        await().until(() -> staff.get(home(session)).body().contains("本人同意，确认"));
        long offer = database.sql("SELECT id FROM appointment_booking WHERE slot_id = ? AND status = 'HELD'")
                .param(activities.slot(activity))
                .query(Long.class)
                .single();

        assertThat(form(session, "confirmation", Map.of("bookingId", Long.toString(offer)))
                        .status())
                .isEqualTo(302);
        assertThat(staff.get(home(session)).body()).contains("李*爷").doesNotContain("本人同意，确认");
        assertThat(form(session, "withdrawal", Map.of("bookingId", Long.toString(offer)))
                        .status())
                .isEqualTo(302);
        assertThat(calendars.seats(activities.slot(activity))).isZero();
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void theSheetToSignHasRoomForSignatures() {
        var activity = soon(terms -> terms, 5);
        id(enrol(resident, activity));

        var sheet = staff.get(home(activities.session(activity)) + "/print");

        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.body()).contains("包饺子 签到表", "签名", "不要求拍照");
    }

    @Test
    void theFileHoldsNoFormula() throws IOException {
        var activity = soon(terms -> terms, 5);
        var session = activities.session(activity);
        form(session, "enrolments", Map.of("name", "=1+1"));
        form(session, "enrolments", Map.of("name", "@SUM(A1)"));

        var file = staff.bytes(home(session) + "/export");

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file));
                var rows = book.getFirstSheet().openStream()) {
            var cells = rows.flatMap(row -> row.stream()).toList();
            assertThat(cells).filteredOn(cell -> cell != null).isNotEmpty().allSatisfy(cell -> {
                assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
                assertThat(cell.getFormula()).isNull();
            });
            assertThat(cells)
                    .extracting(Cell::getText)
                    .anyMatch(text -> text.startsWith("签到名单") || text.contains("包饺子"));
        }
    }

    @Test
    void whoMayNotServeSeesNoRoll() {
        var activity = soon(terms -> terms, 5);
        var session = activities.session(activity);
        long enrolment = id(enrol(resident, activity));

        var elsewhere = people.staff(StaffRole.DIRECTOR, people.community().id());
        var volunteers = people.staff(StaffRole.PARTY_WORKER, community);

        for (var path : List.of("", "/print", "/export")) {
            assertThat(elsewhere.get(home(session) + path).status()).isEqualTo(404);
            assertThat(volunteers.get(home(session) + path).status()).isEqualTo(403);
        }
        var form = Map.of("bookingId", Long.toString(enrolment), "requestKey", Codes.next());
        assertThat(elsewhere.form(home(session) + "/withdrawal", form).status()).isEqualTo(404);
        assertThat(volunteers.form(home(session) + "/withdrawal", form).status())
                .isEqualTo(403);
        assertThat(status(resident, enrolment)).isEqualTo("BOOKED");
    }

    @Test
    void staffOfOneOfficeCannotReachIntoAnothersThroughTheirOwnRoll() {
        var activity = soon(terms -> terms, 5);
        long enrolment = id(enrol(resident, activity));
        long other = people.community().id();
        var stranger = people.staff(StaffRole.DIRECTOR, other);
        var theirs = activities.published(other, 5);
        var form = Map.of("bookingId", Long.toString(enrolment), "reason", "记错了", "requestKey", Codes.next());

        for (var act : List.of("attendance", "attendance/undo", "withdrawal", "confirmation", "reply")) {
            assertThat(stranger.form(home(activities.session(theirs)) + "/" + act, form)
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(status(resident, enrolment)).isEqualTo("BOOKED");
    }
}
