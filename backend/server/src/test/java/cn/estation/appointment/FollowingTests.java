package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.hold;
import static cn.estation.appointment.BookingTests.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.plan.OutsideChanges;
import cn.estation.appointment.waitlist.Offering;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.guide.GuideFixture;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bookings follow what changes elsewhere: guides, the hours of places, people who leave, waits that end. */
@EstationTest
class FollowingTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestPlaces places;
    private final TestOffice office;
    private final OutsideChanges changes;
    private final Offering offering;
    private final JdbcClient database;
    private GridCell community;
    private Caller resident;
    private Caller staff;

    @Autowired
    FollowingTests(
            People people,
            TestCalendars calendars,
            TestPlaces places,
            TestOffice office,
            OutsideChanges changes,
            Offering offering,
            JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.places = places;
        this.office = office;
        this.changes = changes;
        this.offering = offering;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        resident = people.resident();
        staff = people.staff(StaffRole.DIRECTOR, community.id());
    }

    @Test
    void aNewVersionOfTheGuideFlagsWhoReliesOnTheOldOneUntilStaffLooked() {
        long guide = GuideFixture.published(people, community.id(), GuideFixture.title());
        var slot = calendars.slot(calendars.open(community.id(), 3, rules -> rules.handling(guide)), 1);
        long booking = booked(slot.id(), guide);
        long other = id(book(
                people.resident(),
                calendars.slot(calendars.open(community.id(), 3), 1).id()));

        newVersion(guide);

        await().until(() -> !office.flagged(booking).isEmpty());
        assertThat(office.flagged(booking).getFirst().reason()).isEqualTo(FlagReason.GUIDE_CHANGED);
        assertThat(office.flagged(other)).isEmpty();
        var view = resident.get("/api/v1/appointments/" + booking).json();
        assertThat(view.path("flags").get(0).path("sentence").asString()).contains("办事指南有更新");
        assertThat(view.path("status").asString()).isEqualTo("BOOKED");
        var page = staff.get("/console/bookings/" + booking);
        staff.form(
                "/console/bookings/" + booking + "/unflag",
                Forms.of("flag", Forms.hidden(page, "flag"), "reason", "材料没变，照常办"));
        changes.compareAll();
        assertThat(office.flagged(booking)).isEmpty();
        // Who books now relies on the new one.
        var late = people.resident();
        long fresh = id(
                late.post("/api/v1/appointments", Map.of("slotId", "" + slot.id(), "guideId", Long.toString(guide))));
        changes.compareAll();
        assertThat(office.flagged(fresh)).isEmpty();
    }

    @Test
    void aSuspendedGuideIsToldAtOnce() {
        long guide = GuideFixture.published(people, community.id(), GuideFixture.title());
        long booking = booked(
                calendars
                        .slot(calendars.open(community.id(), 3, rules -> rules.handling(guide)), 1)
                        .id(),
                guide);

        assertThat(GuideFixture.suspend(staff, guide).status()).isEqualTo(302);

        await().until(() ->
                office.flagged(booking).stream().anyMatch(flag -> flag.reason() == FlagReason.GUIDE_SUSPENDED));
        await().until(() -> resident.get("/api/v1/notices").body().contains("办事指南已停用"));
    }

    private long booked(long slot, long guide) {
        return id(resident.post(
                "/api/v1/appointments", Map.of("slotId", Long.toString(slot), "guideId", Long.toString(guide))));
    }

    private void newVersion(long guide) {
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form("/console/guides/" + guide + "/draft/start", Map.of("requestKey", Codes.next()));
        var edited = GuideFixture.form(community.id(), GuideFixture.title());
        edited.put("edits", "1");
        edited.put("steps[0].text", "改过的一步。");
        assertThat(author.form("/console/guides/" + guide + "/draft", edited).status())
                .isEqualTo(302);
        assertThat(GuideFixture.publish(staff, guide, 2).status()).isEqualTo(302);
    }

    @Test
    void aClosedServicePointFlagsItsDayAndOpeningAgainTakesTheFlagAway() {
        long point = places.point(community);
        long counter = database.sql("SELECT id FROM grid_counter WHERE point_id = ?")
                .param(point)
                .query(Long.class)
                .single();
        var thing = calendars.open(community.id(), 3, rules -> rules.at(point, counter));
        var day = calendars.today().plusDays(3).with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
        var slot = calendars
                .slots(thing, (int) Duration.between(calendars.today().atStartOfDay(), day.atStartOfDay())
                        .toDays())
                .getFirst();
        long booking = id(book(resident, slot.id()));
        long elsewhere = id(book(
                people.resident(),
                calendars.slot(calendars.open(community.id(), 3), 4).id()));
        var closure = Forms.of("kind", "CLOSE", "fromDay", day.toString(), "reason", "管道抢修");
        var path = "/console/service-points/" + point + "/closures";

        assertThat(staff.form(path + "/preview", closure).body()).contains("有 1 个预约");
        assertThat(staff.form(path, closure).status()).isEqualTo(302);

        await().until(() -> office.flagged(booking).stream().anyMatch(flag -> flag.reason() == FlagReason.DAY_BLOCKED));
        assertThat(calendars.slot(slot.id()).isOpen()).isFalse();
        assertThat(office.flagged(elsewhere)).isEmpty();
        await().until(() -> resident.get("/api/v1/notices").body().contains("服务点临时关闭"));
        assertThat(staff.get("/console/appointments/points/" + point + "?day=" + day)
                        .body())
                .contains("管道抢修", "服务点不开放", "1 个待处理");

        long id = database.sql("SELECT MAX(id) FROM grid_closure WHERE point_id = ?")
                .param(point)
                .query(Long.class)
                .single();
        staff.form(path + "/withdraw", Forms.of("closure", Long.toString(id)));

        await().until(() -> office.flagged(booking).isEmpty());
        assertThat(calendars.slot(slot.id()).isOpen()).isTrue();
    }

    @Test
    void whoLeavesGivesBackPlacesAndLeavesNoName() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        var full = calendars.slot(counter, 2);
        var mother = resident.post(
                "/api/v1/cared-for",
                Map.of("name", "上官婉儿", "phone", "13711115555", "relation", "PARENT", "consent", true));
        long booking = id(resident.post(
                "/api/v1/appointments",
                Map.of(
                        "slotId",
                        "" + slot.id(),
                        "caredForId",
                        mother.json().path("id").asString())));
        long held = id(hold(resident, calendars.slot(counter, 3).id()));
        book(people.resident(), full.id());
        resident.post("/api/v1/slots/" + full.id() + "/waits", Map.of());
        assertThat(calendars.slot(full.id()).waiting()).isEqualTo(1);

        assertThat(resident.delete("/api/v1/me").status()).isEqualTo(204);

        await().until(() -> calendars.slot(slot.id()).taken() == 0);
        await().until(() -> calendars.slot(full.id()).waiting() == 0);
        assertThat(calendars.placesWithoutRows(slot.id())).isZero();
        assertThat(text("SELECT outcome FROM appointment_booking WHERE id = ?", booking))
                .isEqualTo("CANCELLED");
        assertThat(text("SELECT outcome FROM appointment_booking WHERE id = ?", held))
                .isEqualTo("ABANDONED");
        assertThat(count("""
                        SELECT COUNT(*) FROM appointment_booking WHERE resident_id = ?
                        AND (name IS NOT NULL OR phone IS NOT NULL OR phone_index IS NOT NULL OR name_index IS NOT NULL)""")).isZero();
        assertThat(count("SELECT COUNT(*) FROM appointment_cared_for WHERE resident_id = ? AND name IS NOT NULL"))
                .isZero();
        assertThat(staff.form("/console/bookings/find", Forms.of("q", "13711115555"))
                        .body())
                .doesNotContain("/console/bookings/" + booking);
        assertThat(staff.form("/console/bookings/find", Forms.of("q", "上官婉儿")).body())
                .doesNotContain("/console/bookings/" + booking);
    }

    private String text(String sql, long id) {
        return database.sql(sql).param(id).query(String.class).single();
    }

    private long count(String sql) {
        return database.sql(sql).param(resident.residentId()).query(Long.class).single();
    }

    @Test
    void whoWaitedInVainIsToldOnce() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        book(people.resident(), slot.id());
        resident.post("/api/v1/slots/" + slot.id() + "/waits", Map.of());
        var leaver = people.resident();
        var left = leaver.post("/api/v1/slots/" + slot.id() + "/waits", Map.of());
        leaver.delete("/api/v1/waits/" + left.json().path("waitId").asString());
        calendars.age(
                slot.id(),
                Duration.between(calendars.now(), calendars.slot(slot.id()).endsAt()));

        offering.offerWhatIsFree();
        offering.offerWhatIsFree();

        await().until(() -> resident.get("/api/v1/notices").body().contains("没有等到号"));
        assertThat(resident.get("/api/v1/notices").body().split("没有等到号", -1)).hasSize(2);
        assertThat(leaver.get("/api/v1/notices").body()).doesNotContain("没有等到号");
        assertThat(calendars.slot(slot.id()).waiting()).isZero();
    }

    @Test
    void whoWaitsForADayThatTheOfficeClosesIsToldAsWell() {
        var counter = calendars.open(community.id(), 1);
        var slot = calendars.slot(counter, 1);
        book(people.resident(), slot.id());
        resident.post("/api/v1/slots/" + slot.id() + "/waits", Map.of());

        office.close(staff, counter.id(), slot.day(), "停电检修");
        offering.offerWhatIsFree();

        await().until(() -> resident.get("/api/v1/notices").body().contains("没有等到号"));
    }

    @Test
    void theCardLeadsToABookingThatKeepsCardAndVersion() {
        var town = places.town().with("service-points", """
                {"points":[{"code":"$-p1","cell":"$-c1","name":"东社区服务中心","level":"COMMUNITY","address":"东路1号",
                  "phone":"010-00000011","hours":"周一至周日 0:00-24:00；节假日照常","counters":[
                   {"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]}]}""");
        var content = GuideFixture.json("带卡预约" + town.code("gc"));
        content.put("code", town.code("gc"));
        content.put("cell", town.code(""));
        content.put("useLevel", "COMMUNITY");
        var file = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
        file.putArray("guides").add(content);
        town.with("guides", file.toString());
        long guide = database.sql("SELECT id FROM guide_item WHERE code = ?")
                .param(town.code("gc"))
                .query(Long.class)
                .single();
        var cell = town.cell("c1");
        var counter = town.counter("p1", "z1");
        var thing = calendars.counter(
                cell.id(),
                TestCalendars.Rules.easy()
                        .at(town.point("p1").id(), counter.id())
                        .handling(guide));
        calendars.hours(thing.id(), calendars.today(), TestCalendars.every(0, 1440, 30, 5, 0, 0));
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(cell.id())));

        var card = resident.post("/api/v1/guides/" + guide + "/card", Map.of("answers", Map.of("who", "self")))
                .json()
                .path("card");
        var path = card.path("bookingPath").asString();

        // What the page of the mini-program is opened with, and what it asks the API for with that.
        var code = card.path("code").asString();
        assertThat(path).isEqualTo("/pages/appointment/slots?guideId=" + guide + "&card=" + code);
        var offered = resident.get("/api/v1/bookables?guideId=" + guide).json().path("items");
        assertThat(offered.size()).isEqualTo(1);
        assertThat(offered.get(0).path("bookableId").asString()).isEqualTo(Long.toString(thing.id()));
        var slot = resident.get("/api/v1/bookables/%d/slots?day=%s"
                        .formatted(thing.id(), calendars.today().plusDays(1)))
                .json()
                .get(0)
                .path("slotId")
                .asString();
        var booking = resident.post("/api/v1/appointments", Map.of("slotId", slot, "cardCode", code));
        assertThat(booking.status()).as(booking.body()).isEqualTo(201);
        assertThat(booking.json().path("cardCode").asString()).isEqualTo(code);
        assertThat(booking.json().path("guideId").asString()).isEqualTo(Long.toString(guide));
        assertThat(booking.json().path("guideVersionId").asString())
                .isEqualTo(card.path("versionId").asString());
        var mine = people.staff(StaffRole.COMMUNITY_WORKER, cell.id());
        assertThat(mine.get("/console/bookings/" + id(booking)).body()).contains("材料卡 带卡预约", "/cards/" + code);
        assertThat(mine.get("/console/day-list?point=%d&day=%s"
                                .formatted(
                                        town.point("p1").id(), calendars.today().plusDays(1)))
                        .body())
                .contains("身份证");
        // Another guide's card is no card for this.
        long other = GuideFixture.published(people, community.id(), GuideFixture.title());
        assertThat(people.resident()
                        .post(
                                "/api/v1/appointments",
                                Map.of("slotId", slot, "guideId", Long.toString(other), "cardCode", code))
                        .code())
                .isEqualTo("card-unknown");
    }
}
