package cn.estation.appointment.activity;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static cn.estation.appointment.activity.TestActivities.id;
import static cn.estation.appointment.activity.TestActivities.look;
import static cn.estation.appointment.activity.TestActivities.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.TestCalendars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class ActivityTests {

    private final People people;
    private final TestActivities activities;
    private final TestCalendars calendars;
    private final JdbcClient database;
    private long community;
    private Caller resident;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ActivityTests(People people, TestActivities activities, TestCalendars calendars, JdbcClient database) {
        this.people = people;
        this.activities = activities;
        this.calendars = calendars;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        resident = people.resident();
    }

    @Test
    void aDraftIsSeenByNobodyAndTakesNobody() {
        var draft = activities.drafted(community, 5, terms -> terms);

        assertThat(resident.get("/api/v1/activities/" + draft.id()).status()).isEqualTo(404);
        assertThat(titles(community)).isEmpty();
        assertThat(enrol(resident, draft).status()).isEqualTo(404);
        assertThat(resident.get("/api/v1/bookables?communityId=" + community).body())
                .doesNotContain(Long.toString(draft.id()));
    }

    @Test
    void isListedForItsCommunityAndForThoseBelowItsOffice() {
        var siblings = people.communities(2);
        var mine = siblings.getFirst();
        var other = siblings.getLast();
        var own = activities.published(mine.id(), 5);
        var above = activities.published(people.above(mine).id(), 5);

        assertThat(titles(mine.id())).containsExactlyInAnyOrder(Long.toString(own.id()), Long.toString(above.id()));
        assertThat(titles(other.id())).containsExactly(Long.toString(above.id()));
        assertThat(people.stranger().get("/api/v1/activities/" + own.id()).status())
                .isEqualTo(200);
    }

    private List<String> titles(long communityId) {
        return people.stranger()
                .get("/api/v1/activities?communityId=" + communityId)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("activityId").asString())
                .toList();
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        for (int i = 0; i < 3; i++) {
            activities.published(community, 5);
        }

        var first = resident.get("/api/v1/activities?size=2&communityId=" + community)
                .json();
        var next = resident.get("/api/v1/activities?size=2&communityId=" + community + "&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(next.path("items").size()).isEqualTo(1);
        assertThat(next.path("next").isMissingNode() || next.path("next").isNull())
                .isTrue();
    }

    @Test
    void enrolsAndWithdraws() {
        var activity = activities.published(community, 5);

        long enrolment = id(enrol(resident, activity));

        var mine = resident.get("/api/v1/enrolments").json().path("items");
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.path(0).path("title").asString()).isEqualTo("包饺子");
        assertThat(mine.path(0).path("statusName").asString()).isEqualTo("已报名");
        assertThat(calendars.slot(activities.slot(activity)).taken()).isEqualTo(1);
        assertThat(withdraw(resident, enrolment).json().path("statusName").asString())
                .isEqualTo("已退出");
        assertThat(calendars.slot(activities.slot(activity)).taken()).isZero();
        assertThat(withdraw(resident, enrolment).code()).isEqualTo("appointment-not-to-change");
    }

    @Test
    void saysWhatItIsAndThatItCostsNothing() {
        var activity =
                activities.published(community, 5, terms -> terms.elders(2).atLeast(3));

        var seen = people.stranger().get("/api/v1/activities/" + activity.id()).json();

        assertThat(seen.path("activity").path("fee").asInt()).isZero();
        assertThat(seen.path("minimum").asInt()).isEqualTo(3);
        assertThat(seen.path("elderPlaces").asInt()).isEqualTo(2);
        assertThat(seen.path("bring").path(0).asString()).isEqualTo("围裙");
        var session = seen.path("sessions").path(0);
        assertThat(session.path("state").asString()).isEqualTo("FREE");
        assertThat(session.path("free").asInt()).isEqualTo(3);
        assertThat(session.path("elderUntil").asString()).isNotEmpty();
        assertThat(session.path("decideAt").asString()).isNotEmpty();
    }

    @Test
    void cannotCostAnything() {
        var activity = activities.published(community, 5);

        assertThatThrownBy(() -> database.sql("UPDATE appointment_activity SET fee = 1 WHERE id = ?")
                        .param(activity.id())
                        .update())
                .hasMessageContaining("appointment_activity_free_of_charge");
    }

    @Test
    void eachSessionHasPlacesOfItsOwn() {
        var activity = activities.published(
                community, 1, terms -> terms.sessions(3, false).daily());
        var sessions = activities.sessions(activity);

        assertThat(enrol(resident, activity).json().path("detail").asString()).contains("选择场次");
        assertThat(enrol(resident, activity, sessions.get(0)).status()).isEqualTo(201);
        assertThat(enrol(resident, activity, sessions.get(1)).status()).isEqualTo(201);
        assertThat(enrol(people.resident(), activity, sessions.get(0)).code()).isEqualTo("slot-full");
        assertThat(enrol(people.resident(), activity, sessions.get(2)).status()).isEqualTo(201);
    }

    @Test
    void nobodyEnrolsForASessionOfSomethingElse() {
        var one = activities.published(community, 1);
        var other = activities.published(community, 1);

        assertThat(enrol(resident, one, activities.session(other)).status()).isEqualTo(404);
    }

    @Test
    void aCourseIsOnePlaceForAllSessions() {
        var course = activities.published(
                community, 1, terms -> terms.sessions(3, true).daily());
        var visit = calendars.open(community, 5);

        var enrolled = enrol(resident, course);

        assertThat(enrolled.json().path("sessions").size()).isEqualTo(3);
        assertThat(enrol(people.resident(), course).code()).isEqualTo("slot-full");
        // Between the first session and the last one people do other things.
        assertThat(resident.post(
                                "/api/v1/appointments",
                                Map.of(
                                        "slotId",
                                        Long.toString(calendars.slot(visit, 4).id())))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void eldersComeFirstUntilTheirPlacesAreReleased() {
        var activity = activities.published(community, 2, terms -> terms.elders(2));

        assertThat(enrol(resident, activity).code()).isEqualTo("slot-full");
        var elder =
                people.resident().post("/api/v1/activities/" + activity.id() + "/enrolments", Map.of("elder", true));
        assertThat(elder.status()).isEqualTo(201);

        activities.beginsIn(activity, Duration.ofHours(20));
        assertThat(enrol(resident, activity).status()).isEqualTo(201);
    }

    @Test
    void isOnlyForWhoLivesThere() {
        var mine = people.community();
        var activity = activities.published(mine.id(), 5, terms -> terms.audience(mine.id()));
        var refused = enrol(resident, activity);

        assertThat(refused.code()).isEqualTo("activity-for-others");
        assertThat(refused.json().path("detail").asString()).contains(mine.name(), "小区和楼栋");
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(mine.id())));
        assertThat(enrol(resident, activity).status()).isEqualTo(201);
    }

    @Test
    void theSameRulesHoldAtTheOtherDoors() {
        var mine = people.community();
        var activity = activities.published(mine.id(), 1, terms -> terms.audience(mine.id()));
        var slot = Long.toString(activities.slot(activity));
        var counter = calendars.open(mine.id(), 5);
        var booked = resident.post(
                "/api/v1/appointments",
                Map.of("slotId", Long.toString(calendars.slot(counter, 1).id())));
        var id = booked.json().path("appointmentId").asString();

        assertThat(resident.post("/api/v1/appointments", Map.of("slotId", slot)).code())
                .isEqualTo("activity-for-others");
        assertThat(resident.post("/api/v1/slots/" + slot + "/holds", Map.of()).code())
                .isEqualTo("activity-for-others");
        assertThat(resident.post("/api/v1/slots/" + slot + "/waits", Map.of()).code())
                .isEqualTo("activity-for-others");
        assertThat(resident.post("/api/v1/appointments/" + id + "/reschedule", Map.of("slotId", slot))
                        .code())
                .isEqualTo("activity-not-to-move");
    }

    @Test
    void givesTheLastPlaceToExactlyOneOfSixtyFour() {
        var activity = activities.published(community, 1);

        var outcomes = Race.of(64, n -> {
            var caller = people.resident();
            return () -> Race.persist(() -> enrol(caller, activity), Answer::status);
        });

        assertThat(outcomes).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(outcomes)
                .filteredOn(answer -> answer.code().equals("slot-full"))
                .hasSize(63);
        assertThat(calendars.slot(activities.slot(activity)).taken()).isEqualTo(1);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void sentTwiceItHappensOnce() {
        var activity = activities.published(community, 5);
        var path = "/api/v1/activities/" + activity.id() + "/enrolments";

        var first = resident.post(path, Map.of(), "one-and-the-same-key");
        var second = resident.post(path, Map.of(), "one-and-the-same-key");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(calendars.slot(activities.slot(activity)).taken()).isEqualTo(1);
    }

    @Test
    void whatComesFreeIsOfferedToWhoWaits() {
        var activity = activities.published(community, 1);
        long first = id(enrol(resident, activity));
        var waiting = people.resident();
        var wait = waiting.post("/api/v1/activities/" + activity.id() + "/waits", Map.of());
        var waitId = wait.json().path("waitId").asString();
        assertThat(wait.status()).isEqualTo(201);

        withdraw(resident, first);

        await().untilAsserted(() -> assertThat(waiting.get("/api/v1/waits/" + waitId)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("OFFERED"));
        assertThat(waiting.post("/api/v1/waits/" + waitId + "/acceptance", Map.of())
                        .status())
                .isEqualTo(200);
        var mine = waiting.get("/api/v1/enrolments").json().path("items");
        assertThat(mine.path(0).path("status").asString()).isEqualTo("BOOKED");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void somebodyElsesEnrolmentIsNotThere() {
        long enrolment = id(enrol(resident, activities.published(community, 5)));
        var counter = calendars.open(community, 5);
        var visit = resident.post(
                        "/api/v1/appointments",
                        Map.of(
                                "slotId",
                                Long.toString(calendars.slot(counter, 1).id())))
                .json()
                .path("appointmentId")
                .asString();

        assertThat(look(people.resident(), enrolment).status()).isEqualTo(404);
        assertThat(withdraw(people.resident(), enrolment).status()).isEqualTo(404);
        assertThat(look(resident, Long.parseLong(visit)).status())
                .as("an appointment is no enrolment")
                .isEqualTo(404);
    }

    @Test
    void withdrawingAfterTheCutOffIsLate() {
        var activity = activities.published(community, 5);
        long enrolment = id(enrol(resident, activity));
        activities.beginsIn(activity, Duration.ofMinutes(30));

        assertThat(withdraw(resident, enrolment).json().path("outcome").asString())
                .isEqualTo("LATE_CANCELLED");
    }

    @Test
    void anAnswerInTheChatNamesWhatIsOn() {
        var activity = activities.published(community, 5);
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community)));

        var answer = resident.post("/api/v1/chat", Map.of("text", "最近有什么活动"));

        assertThat(answer.json().path("text").asString()).contains("包饺子", "社区活动室", "还有 5 个名额", "不收费");
        assertThat(activity.fee()).isZero();
    }
}
