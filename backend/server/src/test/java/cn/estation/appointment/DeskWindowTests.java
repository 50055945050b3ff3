package cn.estation.appointment;

import static cn.estation.appointment.BookingTests.book;
import static cn.estation.appointment.BookingTests.hold;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of appointments in a real browser, wide and narrow: readable, named, nothing cut off. */
@Tag("browser")
@EstationTest
class DeskWindowTests {

    @LocalServerPort
    private int port;

    private final People people;
    private final TestCalendars calendars;
    private final TestPlaces places;
    private final TestOffice office;
    private final JdbcClient database;
    private GridCell community;
    private Caller staff;
    private Bookable counter;
    private long point;

    @Autowired
    DeskWindowTests(People people, TestCalendars calendars, TestPlaces places, TestOffice office, JdbcClient database) {
        this.people = people;
        this.calendars = calendars;
        this.places = places;
        this.office = office;
        this.database = database;
    }

    @BeforeEach
    void arrive() {
        community = people.community();
        staff = people.staff(StaffRole.DIRECTOR, community.id());
        point = places.point(community);
        counter = named("综合窗口");
        named("老年人优待证窗口");
        named("社保医保窗口");
    }

    private Bookable named(String title) {
        var thing = calendars.counter(community.id(), TestCalendars.Rules.easy());
        database.sql("UPDATE appointment_bookable SET title = ?, point_id = ? WHERE id = ?")
                .params(title, point, thing.id())
                .update();
        return thing;
    }

    /** Two weeks with some of everything. */
    private long busy() {
        for (var thing : calendars.ofPoint(point)) {
            database.sql("UPDATE appointment_bookable SET point_id = NULL WHERE id = ?")
                    .param(thing.id())
                    .update();
            calendars.hours(thing.id(), calendars.today(), TestCalendars.every(540, 720, 30, 4, 1, 1));
            database.sql("UPDATE appointment_bookable SET point_id = ? WHERE id = ?")
                    .params(point, thing.id())
                    .update();
        }
        var slots = calendars.slots(counter, 2);
        for (int i = 0; i < 9; i++) {
            book(people.resident(), slots.get(i % 4).id());
        }
        hold(people.resident(), slots.get(4).id());
        long booking = office.bookFor(
                staff, slots.getLast().id(), "欧阳秀兰", "137%08d".formatted(community.id() % 100_000_000), false);
        database.sql("UPDATE appointment_bookable SET point_id = NULL WHERE id = ?")
                .param(counter.id())
                .update();
        calendars.hours(counter.id(), calendars.today(), TestCalendars.every(540, 690, 30, 4, 1, 1));
        database.sql("UPDATE appointment_bookable SET point_id = ? WHERE id = ?")
                .params(point, counter.id())
                .update();
        office.bookFor(staff, slots.get(3).id(), "诸葛孔明", "136%08d".formatted(community.id() % 100_000_000), false);
        return booking;
    }

    @Test
    void everyPageIsReadableWideAndNarrow() {
        long booking = busy();
        var day = calendars.today().plusDays(2);
        var pages = new LinkedHashMap<String, String>();
        pages.put("home", "/console/appointments");
        pages.put("day", "/console/appointments/points/" + point + "?view=DAY&day=" + day);
        pages.put("week", "/console/appointments/points/" + point + "?view=WEEK&day=" + day);
        pages.put("month", "/console/appointments/points/" + point + "?view=MONTH&day=" + day);
        pages.put("list", "/console/bookings?seated=true&from=%s&to=%s".formatted(day, day));
        pages.put("booking", "/console/bookings/" + booking);
        pages.put("reschedule", "/console/bookings/" + booking + "/reschedule");
        pages.put("choose", "/console/bookings/new?point=%d&day=%s".formatted(point, day));
        pages.put(
                "book-for",
                "/console/bookings/new?slot="
                        + calendars.slots(counter, 2).getFirst().id());
        pages.put("waits", "/console/waits");
        pages.put("day-list", "/console/day-list?point=%d&day=%s".formatted(point, day));
        pages.put("bookables", "/console/bookables");
        pages.put("bookable", "/console/bookables/" + counter.id());
        pages.put("bookable-form", "/console/bookables/" + counter.id() + "/edit");
        pages.put("hours", "/console/bookables/" + counter.id() + "/hours");
        pages.put("closing", "/console/appointment-closings/new?point=" + point);
        pages.put("no-show-rule", "/console/no-show-rules/" + community.id());
        pages.put("restrictions", "/console/restrictions");
        pages.put(
                "figures", "/console/appointment-figures?from=%s&to=%s".formatted(calendars.today(), day.plusDays(3)));
        var wrong = new ArrayList<String>();
        try (var browser = Browser.on(port)) {
            for (var width : Map.of("wide", 1280, "narrow", 390).entrySet()) {
                var page = browser.page(staff, width.getValue(), 900);
                pages.forEach((name, path) -> look(browser, page, width.getKey(), name, path, wrong));
                page.close();
            }
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(wrong).isEmpty();
    }

    private static void look(
            Browser browser, Page page, String width, String name, String path, ArrayList<String> wrong) {
        var answer = page.navigate(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        page.waitForLoadState();
        browser.picture(page, "appointments-" + name + "-" + width);
        Browser.namelessFields(page).forEach(field -> wrong.add(name + " " + width + " nameless " + field));
        Browser.faintTexts(page).forEach(text -> wrong.add(name + " " + width + " faint " + text));
        if (Browser.overflow(page) > 0) {
            wrong.add(name + " " + width + " is too wide by " + Browser.overflow(page));
        }
    }

    @Test
    void staffChangeHoursByKeyboardAndCloseADayAndSeeWhomItTouches() {
        busy();
        var day = calendars.today().plusDays(2);
        try (var browser = Browser.on(port)) {
            var page = browser.page(staff);
            page.navigate("/console/bookables/" + counter.id() + "/hours");
            page.getByLabel("几点结束").first().fill("10:00");
            page.getByLabel("从哪天起生效").fill(day.toString());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("看看影响谁"))
                    .press("Enter");
            assertThat(page.locator("#preview")).containsText("受影响的人");
            assertThat(page.locator("#preview")).containsText("没有账号，请打电话");
            browser.picture(page, "appointments-hours-preview");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("不，返回修改"))
                    .click();
            assertThat(page.getByLabel("几点结束").first()).hasValue("10:00");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("看看影响谁"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认，标记这些预约"))
                    .click();
            assertThat(page.locator("#toasts")).containsText("新的时段已生效");

            page.navigate("/console/appointment-closings/new?point=" + point);
            page.getByLabel("从哪天").fill(day.toString());
            page.getByLabel("到哪天").fill(day.toString());
            page.getByLabel("原因").fill("停电检修");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("看看影响谁"))
                    .click();
            assertThat(page.locator("#preview")).containsText("最近可另约");
            browser.picture(page, "appointments-closing-preview");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确认停办并通知"))
                    .click();
            assertThat(page.locator("#toasts")).containsText("已停办");
            assertThat(page.locator("#view")).containsText("停办：停电检修");
            browser.picture(page, "appointments-week-closed");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aCellOpensItsListAndABookingIsMoved() {
        busy();
        var day = calendars.today().plusDays(2);
        try (var browser = Browser.on(port)) {
            var page = browser.page(staff);
            page.navigate("/console/appointments/points/" + point + "?view=DAY&day=" + day);
            page.locator("a.slot").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#bookings")).containsText("共 2 个");
            page.locator("#rows a").first().click();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("改期").setExact(true))
                    .click();
            page.locator(".slot-choice button:not([disabled])").last().click();
            assertThat(page.locator("#toasts")).containsText("已改期");
            assertThat(page.locator(".history")).containsText("改期而来");
            browser.picture(page, "appointments-moved");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theDayListPrintsOnA4() {
        busy();
        var day = calendars.today().plusDays(2);
        try (var browser = Browser.on(port)) {
            var page = browser.page(staff);
            page.navigate("/console/day-list?point=%d&day=%s".formatted(point, day));
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".menu").isVisible()).isFalse();
            assertThat(page.locator("th.sign").isVisible()).isTrue();
            page.pdf(new Page.PdfOptions()
                    .setPath(Path.of("target/screenshots/appointments-day-list.pdf"))
                    .setFormat("A4"));
            page.setViewportSize(794, 1123);
            browser.picture(page, "appointments-day-list-print");
            assertThat(Browser.overflow(page)).isZero();
        }
    }
}
