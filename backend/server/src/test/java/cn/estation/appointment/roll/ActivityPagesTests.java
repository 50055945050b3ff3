package cn.estation.appointment.roll;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.activity.Activity;
import cn.estation.appointment.activity.ActivityStatus;
import cn.estation.appointment.activity.Session;
import cn.estation.appointment.activity.TestActivities;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EstationTest
class ActivityPagesTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestActivities activities;
    private long community;
    private Caller staff;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ActivityPagesTests(People people, TestActivities activities) {
        this.people = people;
        this.activities = activities;
    }

    @BeforeEach
    void arrive() {
        community = people.community().id();
        staff = people.staff(StaffRole.COMMUNITY_WORKER, community);
    }

    private Map<String, String> form(String... changes) {
        var form = new HashMap<String, String>();
        form.put("cellId", Long.toString(community));
        form.put("title", "剪纸课");
        form.put("description", "带孩子一起剪窗花。");
        form.put("place", "社区活动室");
        form.put("startsAt", MINUTE.format(LocalDateTime.ofInstant(activities.at(10, 14), Time.CHINA)));
        form.put("minutes", "90");
        form.put("sessions", "3");
        form.put("every", "WEEK");
        form.put("enrolment", "WHOLE");
        form.put("places", "10");
        form.put("elderPlaces", "0");
        form.put("elderHours", "24");
        form.put("closeHours", "2");
        form.put("cutoffHours", "12");
        form.put("minimum", "0");
        form.put("decideHours", "24");
        form.put("requestKey", Codes.next());
        form.put("act", "draft");
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return form;
    }

    private Activity written(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var path = answer.header("Location");
        return activities.find(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
    }

    @Test
    void isWrittenAsADraftLookedAtAndPublished() {
        var draft = written(staff.form("/console/activities", form()));

        assertThat(draft.status()).isEqualTo(ActivityStatus.DRAFT);
        assertThat(staff.get("/console/activities/" + draft.id()).body())
                .contains("剪纸课", "草稿，居民看不到", "整期报名", "第 3 场", "0 元");
        assertThat(staff.get("/console/activities/" + draft.id() + "/edit").body())
                .contains("带孩子一起剪窗花。", "value=\"10\"");
        staff.form("/console/activities/" + draft.id(), form("places", "12"));
        staff.form("/console/activities/" + draft.id() + "/publication", Map.of("requestKey", Codes.next()));

        var published = activities.find(draft.id());
        assertThat(published.status()).isEqualTo(ActivityStatus.PUBLISHED);
        assertThat(published.places()).isEqualTo(12);
        assertThat(activities.sessions(published)).extracting(Session::slotId).doesNotContainNull();
        assertThat(enrol(people.resident(), published).status()).isEqualTo(201);
        assertThat(staff.get("/console/activities").body()).contains("剪纸课", "已发布");
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void sentTwiceItIsWrittenOnce() {
        var form = form();

        var first = staff.form("/console/activities", form);
        var second = staff.form("/console/activities", form);

        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void whatWasTypedStaysWhenItIsNotTaken() {
        var answer = staff.form("/console/activities", form("title", "", "minimum", "11"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("带孩子一起剪窗花。", "请填写");
        var other = staff.form("/console/activities", form("minimum", "11"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("最少人数不能超过名额", "剪纸课");
    }

    @Test
    void whatIsOverIsNotPublished() {
        var yesterday = MINUTE.format(LocalDateTime.ofInstant(activities.at(-1, 9), Time.CHINA));
        var opens = MINUTE.format(LocalDateTime.ofInstant(activities.at(-3, 9), Time.CHINA));

        var answer = staff.form("/console/activities", form("startsAt", yesterday, "opensAt", opens, "act", "publish"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("报名截止时间已过");
    }

    @Test
    void whatIsPublishedIsNotRewritten() {
        var activity = activities.published(community, 5);

        var answer = staff.form("/console/activities/" + activity.id(), form("places", "50"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("发布后可以改时间");
        assertThat(activities.find(activity.id()).places()).isEqualTo(5);
        assertThat(staff.form(
                                "/console/activities/" + activity.id() + "/publication",
                                Map.of("requestKey", Codes.next()))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void nobodyOpensItToAnotherOfficesPeople() {
        var answer = staff.form(
                "/console/activities",
                form("audience", Long.toString(people.community().id())));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("举办单位范围内");
    }

    @Test
    void nobodyWritesForAnotherOffice() {
        var elsewhere = people.community().id();

        assertThat(staff.form("/console/activities", form("cellId", Long.toString(elsewhere)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDraftIsDropped() {
        var draft = activities.drafted(community, 5, terms -> terms);

        staff.form(
                "/console/activities/" + draft.id() + "/cancellation",
                Map.of("reason", "不办了", "requestKey", Codes.next()));

        assertThat(activities.find(draft.id()).status()).isEqualTo(ActivityStatus.CANCELLED);
        assertThat(staff.get("/console/activities/sessions/"
                                + activities.session(draft).id())
                        .status())
                .isEqualTo(404);
        assertThat(activities.findings()).isEmpty();
    }

    @Test
    void aReasonIsNeededToCancel() {
        var activity = activities.published(community, 5);

        assertThat(staff.form(
                                "/console/activities/" + activity.id() + "/cancellation",
                                Map.of("reason", " ", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(400);
        assertThat(activities.find(activity.id()).status()).isEqualTo(ActivityStatus.PUBLISHED);
    }

    @Test
    void theListIsFilteredByStatus() {
        activities.drafted(community, 5, terms -> terms);

        assertThat(staff.get("/console/activities?status=DRAFT").body()).contains("包饺子");
        assertThat(staff.get("/console/activities?status=CANCELLED").body()).contains("这里还没有活动");
        assertThat(staff.get("/console/activities?status=NONSENSE").status()).isEqualTo(200);
    }
}
