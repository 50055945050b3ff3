package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.appointment.TestCalendars;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.guide.GuideFixture;
import cn.estation.identity.StaffRole;
import cn.estation.identity.staff.TestStaff;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Appointments from end to end: residents through the mini-program's API, staff in the console. From a guide to a card, to
 * a seat, to another day; a day that is closed, a place that comes free; to the hall, the counter and home.
 */
@EstationTest
@Tag("browser")
class AppointmentThreadTests {

    private static final String POINTS = """
            {"points":[
             {"code":"$-p1","cell":"$-c1","name":"东社区服务中心","level":"COMMUNITY","address":"东路1号","longitude":118.780000,
              "latitude":32.070000,"phone":"010-00000011","hours":"每天 9:00-17:00","assisted":true,"counters":[
               {"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]}]}""";

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final People people;
    private final TestPlaces places;
    private final TestStaff staff;
    private final TestCalendars calendars;
    private final int port;

    @Autowired
    AppointmentThreadTests(
            People people, TestPlaces places, TestStaff staff, TestCalendars calendars, @LocalServerPort int port) {
        this.people = people;
        this.places = places;
        this.staff = staff;
        this.calendars = calendars;
        this.port = port;
    }

    @Test
    void leadsFromAGuideToTheCounterAndHome() {
        try (var browser = Browser.on(port)) {
            var town = places.town().with("service-points", POINTS);
            var title = GuideFixture.title();
            long guide = publish(town.cell("c1").id(), title);
            var director = signedIn(browser, town);
            openTheCounter(browser, director, title);

            var wang = people.resident();
            var li = people.resident();
            var card = card(wang, guide);
            var bookable = find(wang, guide, card);
            var day = calendars.today().plusDays(1);
            var booked = book(wang, slot(wang, bookable, day, 0), card);
            assertThat(booked.path("guideId").asString()).isEqualTo(Long.toString(guide));
            assertThat(booked.path("cardCode").asString())
                    .isEqualTo(card.path("code").asString());

            var wait = waitFor(li, slot(wang, bookable, day, 0), guide);
            var moved = reschedule(wang, booked, slot(wang, bookable, day.plusDays(1), 3));
            takeTheOffer(li, wait);
            var instead = closeTheDay(browser, director, wang, moved);
            var television = openTheHall(browser, director);
            checkIn(browser, director, wang, instead);
            serve(browser, director, television, wang, instead);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private long publish(long community, String title) {
        var form = new HashMap<>(GuideFixture.form(community, title));
        form.put("useLevel", "COMMUNITY");
        long guide = GuideFixture.idOf(
                people.staff(StaffRole.COMMUNITY_WORKER, community).form("/console/guides", form));
        assertThat(GuideFixture.publish(people.staff(StaffRole.DIRECTOR, community), guide, 1)
                        .status())
                .isEqualTo(302);
        return guide;
    }

    /** A window that can be booked for the guide, one person each half hour, every day. */
    private void openTheCounter(Browser browser, StaffWindow director, String title) {
        director.goTo("预约设置");
        director.open("添加可预约的窗口");
        var page = director.page();
        page.getByLabel("名称").first().fill("综合窗口预约");
        page.locator("#where")
                .selectOption(new SelectOption()
                        .setLabel(page.locator("#where option", new Page.LocatorOptions().setHasText("综合窗口"))
                                .first()
                                .innerText()));
        page.getByLabel("按名称找事项").fill(title);
        director.press("查找");
        page.getByLabel(title).check();
        director.fill(Map.of("horizonDays", "14", "opensAt", "00:00", "leadMinutes", "0", "cutoffMinutes", "30"));
        page.getByLabel("来之前核对").fill("身份证带了吗");
        director.press("保存，接着设时段");
        hours(browser, director);
    }

    private void hours(Browser browser, StaffWindow director) {
        var page = director.page();
        page.locator("[name=from]").fill(calendars.today().toString());
        var days = page.locator("fieldset").first().locator("input[name=days]");
        for (int i = 0; i < days.count(); i++) {
            days.nth(i).check();
        }
        page.locator("#starts-0").fill("09:00");
        page.locator("#ends-0").fill("17:00");
        page.locator("#minutes-0").fill("30");
        page.locator("#capacity-0").fill("1");
        page.locator("#elders-0").fill("0");
        page.locator("#walkIns-0").fill("0");
        page.locator("#calendar-0").selectOption("EVERY_DAY");
        browser.picture(page, "appointments-01-hours");
        director.press("看看影响谁");
        browser.picture(page, "appointments-02-nobody-yet");
        page.locator("#content form button.btn-primary").first().click();
        director.sees("综合窗口预约");
    }

    private JsonNode card(Caller resident, long guide) {
        var card = resident.post("/api/v1/guides/" + guide + "/card", Map.of("answers", Map.of()));
        assertThat(card.status()).as(card.body()).isEqualTo(200);
        return card.json().path("card");
    }

    /** What the card leads to. */
    private String find(Caller resident, long guide, JsonNode card) {
        assertThat(card.path("bookingPath").asString())
                .contains("guideId=" + guide, "card=" + card.path("code").asString());
        var found = resident.get("/api/v1/bookables?guideId=" + guide).json().path("items");
        assertThat(found.size()).isEqualTo(1);
        return found.get(0).path("bookableId").asString();
    }

    private String slot(Caller resident, String bookable, LocalDate day, int index) {
        return resident.get("/api/v1/bookables/" + bookable + "/slots?day=" + day)
                .json()
                .get(index)
                .path("slotId")
                .asString();
    }

    private JsonNode book(Caller resident, String slot, JsonNode card) {
        var held = resident.post(
                "/api/v1/slots/" + slot + "/holds",
                Map.of("cardCode", card.path("code").asString()));
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        var booked = resident.post(
                "/api/v1/appointments/" + held.json().path("appointmentId").asString() + "/confirmation", Map.of());
        assertThat(booked.json().path("status").asString()).as(booked.body()).isEqualTo("BOOKED");
        return booked.json();
    }

    private String waitFor(Caller resident, String slot, long guide) {
        var full = resident.post("/api/v1/appointments", Map.of("slotId", slot, "guideId", Long.toString(guide)));
        assertThat(full.code()).isEqualTo("slot-full");
        assertThat(full.json().path("waitlist").asBoolean()).isTrue();
        var wait = resident.post("/api/v1/slots/" + slot + "/waits", Map.of("guideId", Long.toString(guide)));
        assertThat(wait.status()).as(wait.body()).isEqualTo(201);
        return wait.json().path("waitId").asString();
    }

    private JsonNode reschedule(Caller resident, JsonNode appointment, String slot) {
        var moved = resident.post(
                "/api/v1/appointments/" + appointment.path("appointmentId").asString() + "/reschedule",
                Map.of("slotId", slot));
        assertThat(moved.status()).as(moved.body()).isIn(200, 201);
        assertThat(moved.json().path("rescheduledFrom").asString())
                .isEqualTo(appointment.path("appointmentId").asString());
        return moved.json();
    }

    private void takeTheOffer(Caller resident, String wait) {
        await().atMost(SOON)
                .until(() -> resident.get("/api/v1/waits/" + wait)
                        .json()
                        .path("status")
                        .asString()
                        .equals("OFFERED"));
        assertThat(resident.get("/api/v1/notices").body()).contains("候补");
        var taken = resident.post("/api/v1/waits/" + wait + "/acceptance", Map.of());
        assertThat(taken.json().path("status").asString()).as(taken.body()).isEqualTo("BOOKED");
    }

    /** The office closes the day; who had booked is told and has another place kept. */
    private JsonNode closeTheDay(Browser browser, StaffWindow director, Caller resident, JsonNode appointment) {
        director.goTo("预约日历");
        director.open("东社区服务中心");
        browser.picture(director.page(), "appointments-03-week");
        director.open("停办几天");
        var page = director.page();
        director.sees("整天不接待");
        browser.picture(page, "appointments-04-close");
        page.getByLabel("综合窗口预约").check();
        var day = calendars.today().plusDays(2);
        page.getByLabel("从哪天").fill(day.toString());
        page.getByLabel("到哪天").fill(day.toString());
        page.getByLabel("原因").fill("停电检修");
        director.press("看看影响谁");
        assertThat(page.locator(".number").first()).containsText("1");
        browser.picture(page, "appointments-04-who-is-affected");
        director.press("确认停办并通知");
        var path = path(appointment);
        await().atMost(SOON)
                .until(() ->
                        resident.get(path).json().path("outcome").asString().equals("CANCELLED_BY_OFFICE"));
        var cancelled = resident.get(path).json();
        assertThat(cancelled.path("note").asString()).contains("停电检修");
        await().atMost(SOON).until(() -> resident.get("/api/v1/notices").body().contains("停电检修"));
        var accepted = resident.post(
                "/api/v1/appointments/" + cancelled.path("offerId").asString() + "/confirmation", Map.of());
        assertThat(accepted.json().path("status").asString())
                .as(accepted.body())
                .isEqualTo("BOOKED");
        return accepted.json();
    }

    private Page openTheHall(Browser browser, StaffWindow director) {
        director.goTo("叫号");
        director.press("开通综合窗口预约的叫号");
        director.open("大厅设置、屏幕");
        director.page().getByLabel("哪块屏幕").fill("大门");
        director.press("添加屏幕");
        director.sees("大门");
        var address = director.page().locator(".screens a").getAttribute("href");
        var television = browser.page(1920, 1080);
        television.navigate(address);
        return television;
    }

    /** The day has come. */
    private void checkIn(Browser browser, StaffWindow director, Caller resident, JsonNode appointment) {
        long slot = appointment.path("slotId").asLong();
        calendars.age(
                slot, Duration.between(calendars.now(), calendars.slot(slot).startsAt()));
        var code = resident.get(path(appointment) + "/code").json().path("code").asString();
        director.goTo("叫号");
        director.open("到场登记");
        director.page().getByLabel("签到码").fill(code);
        director.press("签到");
        director.sees("A001");
        browser.picture(director.page(), "appointments-05-checked-in");
        assertThat(resident.get(path(appointment)).json().path("status").asString())
                .isEqualTo("CHECKED_IN");
    }

    private void serve(Browser browser, StaffWindow director, Page television, Caller resident, JsonNode appointment) {
        director.goTo("叫号");
        director.page().locator(".desks a").first().click();
        director.press("我来坐，开窗口");
        director.sees("等候 1 人");
        director.page().locator("[data-key=n]").click();
        assertThat(director.page().locator(".front .label")).hasText("A001");
        assertThat(television.locator(".calls li").first()).containsText("A001", PATIENTLY);
        browser.picture(television, "appointments-06-hall-screen");
        await().atMost(SOON).until(() -> resident.get("/api/v1/notices").body().contains("叫到您了"));
        director.page().locator("[data-key=s]").click();
        director.page().locator("[data-key=d]").click();
        await().atMost(SOON)
                .until(() -> resident.get(path(appointment))
                        .json()
                        .path("outcome")
                        .asString()
                        .equals("SERVED"));
        browser.picture(director.page(), "appointments-07-served");
    }

    private static String path(JsonNode appointment) {
        return "/api/v1/appointments/" + appointment.path("appointmentId").asString();
    }

    private StaffWindow signedIn(Browser browser, Town town) {
        return StaffWindow.signedIn(
                browser.page(),
                staff,
                staff.newcomer(StaffRole.DIRECTOR, "王主任", town.cell("c1").id()));
    }
}
