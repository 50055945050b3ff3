package cn.estation.appointment.activity;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static cn.estation.appointment.activity.TestActivities.id;
import static cn.estation.appointment.activity.TestActivities.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.flag.Flag;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service point closes while something is to take place there. */
@EstationTest
class ClosedPlaceTests {

    private final People people;
    private final TestActivities activities;
    private final TestCalendars calendars;
    private final TestPlaces places;
    private final ClosedPlaces closedPlaces;
    private final Flags flags;
    private final JdbcClient database;
    private Caller staff;
    private Caller resident;
    private long community;
    private long point;
    private Activity activity;
    private LocalDate day;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ClosedPlaceTests(
            People people,
            TestActivities activities,
            TestCalendars calendars,
            TestPlaces places,
            ClosedPlaces closedPlaces,
            Flags flags,
            JdbcClient database) {
        this.people = people;
        this.activities = activities;
        this.calendars = calendars;
        this.places = places;
        this.closedPlaces = closedPlaces;
        this.flags = flags;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        var cell = people.community();
        community = cell.id();
        staff = people.staff(StaffRole.DIRECTOR, community);
        resident = people.resident();
        point = places.point(cell);
        day = calendars.today().plusDays(3);
        activity = at(activities.published(
                community, 5, terms -> terms.sessions(2, false).daily()));
    }

    private Activity at(Activity some) {
        database.sql("UPDATE appointment_bookable SET point_id = ? WHERE id = ?")
                .params(point, some.id())
                .update();
        return some;
    }

    private long enrolled(Caller caller, int session) {
        return id(enrol(caller, activity, activities.sessions(activity).get(session)));
    }

    private List<FlagReason> flagged(long booking) {
        return flags.pending(List.of(booking)).stream().map(Flag::reason).toList();
    }

    private static Map<String, String> form(String... fields) {
        var form = new HashMap<String, String>();
        form.put("requestKey", Codes.next());
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private String closures() {
        return "/console/service-points/" + point + "/closures";
    }

    @Test
    void theClosureShowsTheSessionFlagsWhoEnrolledAndTellsThem() {
        long first = enrolled(resident, 0);
        long second = enrolled(people.resident(), 1);
        var closure = form("kind", "CLOSE", "fromDay", "" + day, "reason", "水管爆裂");

        assertThat(staff.form(closures() + "/preview", closure).body())
                .contains("“包饺子”第 1 场", "1 人已报名")
                .doesNotContain("第 2 场", "没有已经约好的人");
        assertThat(flagged(first)).as("nothing happened yet").isEmpty();
        assertThat(staff.form(closures(), closure).status()).isEqualTo(302);

        await().until(() -> flagged(first).contains(FlagReason.DAY_BLOCKED));
        assertThat(flagged(second)).isEmpty();
        await().until(() -> resident.get("/api/v1/notices").body().contains("服务点临时关闭"));
        var sessions = activities.sessions(activity);
        assertThat(staff.get("/console/activities/sessions/"
                                + sessions.getFirst().id())
                        .body())
                .contains("服务点临时关闭：水管爆裂");
        assertThat(staff.get("/console/activities/sessions/"
                                + sessions.getLast().id())
                        .body())
                .doesNotContain("临时关闭");

        closedPlaces.reviewAll();
        assertThat(flagged(first)).as("once").containsExactly(FlagReason.DAY_BLOCKED);
        staff.form(closures() + "/withdraw", form("closure", closureId()));
        await().until(() -> flagged(first).isEmpty());
    }

    private String closureId() {
        return database.sql("SELECT MAX(id) FROM grid_closure WHERE point_id = ?")
                .param(point)
                .query(String.class)
                .single();
    }

    @Test
    void anAfternoonThatIsClosedLeavesTheMorningAlone() {
        long morning = enrolled(resident, 0);
        var closure =
                form("kind", "CLOSE", "fromDay", "" + day, "fromTime", "14:00", "toTime", "18:00", "reason", "开会");

        assertThat(staff.form(closures() + "/preview", closure).body()).doesNotContain("包饺子");
        staff.form(closures(), closure);
        closedPlaces.review(point);

        assertThat(flagged(morning)).isEmpty();
    }

    @Test
    void whoEnrolsWhileItIsClosedIsFoundAndMovingTheSessionTakesTheFlagAway() {
        staff.form(closures(), form("kind", "CLOSE", "fromDay", "" + day, "reason", "停电"));
        long booking = enrolled(resident, 0);

        closedPlaces.reviewAll();
        assertThat(flagged(booking)).contains(FlagReason.DAY_BLOCKED);

        var session = activities.session(activity);
        var time = form("startsAt", day.minusDays(1) + "T09:00", "minutes", "90");
        assertThat(staff.form("/console/activities/sessions/" + session.id() + "/time", time)
                        .status())
                .isEqualTo(302);
        await().until(() -> !flagged(booking).contains(FlagReason.DAY_BLOCKED));
    }

    @Test
    void whoseFlagStaffClearedIsNotFlaggedAgain() {
        long booking = enrolled(resident, 0);
        staff.form(closures(), form("kind", "CLOSE", "fromDay", "" + day, "reason", "停电"));
        await().until(() -> flagged(booking).contains(FlagReason.DAY_BLOCKED));
        var flag = flags.pending(List.of(booking)).getFirst();
        var cleared = staff.form(
                "/console/bookings/" + booking + "/unflag", form("flag", "" + flag.id(), "reason", "改在院子里办"));
        assertThat(cleared.status()).as(cleared.body()).isEqualTo(302);

        closedPlaces.reviewAll();

        assertThat(flagged(booking)).isEmpty();
    }

    @Test
    void closingDaysOfTheOfficeShowsWhoIsEnrolledAndCallsOffWhatIsTicked() {
        var counter = database.sql("SELECT id FROM grid_counter WHERE point_id = ?")
                .param(point)
                .query(Long.class)
                .single();
        var thing = calendars.open(community, 3, rules -> rules.at(point, counter));
        long booking = enrolled(resident, 0);
        var closing = form(
                "point", "" + point, "things", "" + thing.id(), "from", "" + day, "to", "" + day, "reason", "消防演练");

        var preview = staff.form("/console/appointment-closings/preview", closing);
        assertThat(preview.body()).contains("包饺子 第 1 场", "这一场也取消，报名的 1 人会收到通知", "这一场取消");
        var session = activities.session(activity);
        var seen = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"").matcher(preview.body());
        assertThat(seen.find()).isTrue();
        closing.put("seen", seen.group(1));
        var foreign = new HashMap<>(closing);
        foreign.put("sessions", "" + activities.sessions(activity).getLast().id());
        foreign.put("requestKey", Codes.next());
        assertThat(staff.form("/console/appointment-closings", foreign).status())
                .as("a session of another day")
                .isEqualTo(409);
        closing.put("sessions", "" + session.id());
        assertThat(staff.form("/console/appointment-closings", closing).status())
                .isEqualTo(302);

        assertThat(activities.session(activity).live()).isFalse();
        await().until(() ->
                look(resident, booking).json().path("status").asString().equals("RELEASED"));
        assertThat(activities.sessions(activity).getLast().live()).isTrue();
        assertThat(activities.findings()).isEmpty();
    }
}
