package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.TestQueue;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Line;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A morning in a hall, from the door to the end: residents through the API, staff and the television each in a real browser.
 */
@EstationTest
@Tag("browser")
class QueueThreadTests {

    private static final int PATIENCE_MILLIS = 15_000;

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private final int port;

    @Autowired
    QueueThreadTests(People people, TestCalendars calendars, TestQueue queue, @LocalServerPort int port) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
        this.port = port;
    }

    @Test
    void leadsFromTheDoorToTheDeskAndBack() throws InterruptedException {
        var community = people.community();
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var counter = queue.counter(community.id(), 5, 0);
        try (var browser = Browser.on(port)) {
            var staff = StaffWindow.of(browser.page(worker));
            startTheQueue(browser, staff);
            var line = queue.lineOf(counter);
            var screen = addAScreen(browser, staff);
            var television = browser.page(1920, 1080);
            television.navigate(screen);
            assertThat(television.locator("h1")).containsText(community.name());

            var residents = comeIn(counter, line);
            browser.picture(television, "queue-05-screen-waiting");
            openTheDesk(browser, staff);
            callByKeyboard(browser, staff, television, residents.getFirst());
            assertThat(notices(residents.get(4))).anyMatch(text -> text.contains("A005 号快到了：前面还有 3 位"));
            assertThat(answer(residents.get(2), "我前面还有几个人")).contains("A003", "前面还有 1 位");

            serveInPart(browser, staff, residents.getFirst(), counter);
            passOver(browser, staff);
            looseTheLine(browser, television);
            asAPictureOnEnd(browser, screen);
            asAPhoneAndOnPaper(browser, residents.get(4));
            everythingIsUsable(browser, worker, line);
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(queue.findings()).isEmpty();
    }

    private void startTheQueue(Browser browser, StaffWindow staff) {
        staff.goTo("叫号");
        staff.sees("还没有叫号的窗口");
        browser.picture(staff.page(), "queue-01-not-started");
        staff.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("开通综合窗口的叫号"))
                .click();
        staff.sees("已开通叫号，号码以 A 开头");
        browser.picture(staff.page(), "queue-02-overview");
    }

    /** Adds a screen on the hall's page and says where it is. */
    private String addAScreen(Browser browser, StaffWindow staff) {
        staff.open("大厅设置、屏幕");
        staff.page().getByLabel("哪块屏幕").fill("进门左手");
        staff.press("添加屏幕");
        staff.sees("进门左手");
        browser.picture(staff.page(), "queue-03-hall");
        var address = staff.page().locator(".screens a").getAttribute("href");
        staff.goTo("叫号");
        return address;
    }

    /** One with an appointment and five without. */
    private List<Caller> comeIn(Bookable counter, Line line) {
        var all = new ArrayList<Caller>();
        var booked = people.resident();
        var slot = calendars.slots(counter, 1).get(20);
        var booking = booked.post("/api/v1/appointments", Map.of("slotId", Long.toString(slot.id())))
                .json()
                .path("appointmentId")
                .asString();
        calendars.ageBooking(
                Long.parseLong(booking), Duration.between(calendars.now().minusSeconds(60), slot.startsAt()));
        var in = booked.post("/api/v1/appointments/" + booking + "/check-in", Map.of("doorCode", queue.doorCode(line)));
        assertThat(in.status()).as(in.body()).isEqualTo(200);
        all.add(booked);
        for (int n = 0; n < 5; n++) {
            var resident = people.resident();
            assertThat(resident.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)))
                            .status())
                    .isEqualTo(201);
            all.add(resident);
        }
        return all;
    }

    private void openTheDesk(Browser browser, StaffWindow staff) {
        staff.page().locator(".desks a").first().click();
        browser.picture(staff.page(), "queue-06-desk-shut");
        staff.press("我来坐，开窗口");
        staff.sees("等候 6 人");
        browser.picture(staff.page(), "queue-07-desk-open");
    }

    private void callByKeyboard(Browser browser, StaffWindow staff, Page television, Caller first)
            throws InterruptedException {
        key(staff, "n");
        assertThat(staff.page().locator(".front .label")).hasText("A001");
        browser.picture(staff.page(), "queue-08-called");
        assertThat(television.locator(".calls li").first())
                .containsText("A001", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        browser.picture(television, "queue-09-screen-called");
        assertThat(notices(first)).anyMatch(text -> text.contains("叫到您了：A001 号"));
        key(staff, "s");
        assertThat(staff.page().locator(".front")).containsText("办好了");
        browser.picture(staff.page(), "queue-10-serving");
    }

    private void serveInPart(Browser browser, StaffWindow staff, Caller first, Bookable counter)
            throws InterruptedException {
        key(staff, "p");
        var dialog = staff.page().locator("dialog#partly");
        assertThat(dialog).isVisible();
        dialog.getByLabel("一寸照片带了吗").check();
        dialog.getByLabel("其他").fill("户口簿原件");
        dialog.locator("#slot")
                .selectOption(Long.toString(calendars.slot(counter, 1).id()));
        browser.picture(staff.page(), "queue-11-partly");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("记下"))
                .click();
        staff.sees("已记下还差什么，并约好下次");
        assertThat(notices(first)).anyMatch(text -> text.contains("还差：一寸照片带了吗；户口簿原件") && text.contains("再来"));
        var mine = first.get("/api/v1/tickets").json().get(0);
        assertThat(mine.path("missing").asString()).contains("户口簿原件");
    }

    /** Called three times, not there, back later. */
    private static void passOver(Browser browser, StaffWindow staff) {
        key(staff, "n");
        assertThat(staff.page().locator(".front .label")).hasText("A002");
        assertThat(staff.page().locator("[data-key=x]")).isDisabled();
        key(staff, "r");
        staff.sees("已叫 2 次");
        key(staff, "r");
        staff.sees("已叫 3 次");
        key(staff, "x");
        staff.sees("过号的");
        browser.picture(staff.page(), "queue-12-passed");
        staff.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("A002 回来了"))
                .click();
        assertThat(staff.page().locator("#lists tbody tr").last()).containsText("A002");
    }

    /** The television says that it hears nothing, and goes on by itself. */
    private static void looseTheLine(Browser browser, Page television) {
        assertThat(television.locator("#lost")).isHidden();
        television.context().setOffline(true);
        assertThat(television.locator("#lost"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        browser.picture(television, "queue-13-screen-lost");
        television.context().setOffline(false);
        assertThat(television.locator("#lost"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void asAPictureOnEnd(Browser browser, String screen) {
        for (var size : List.of(new int[] {1080, 1920}, new int[] {1920, 1080})) {
            var page = browser.page(size[0], size[1]);
            page.navigate(screen);
            assertThat(page.locator("#clock")).not().isEmpty();
            browser.picture(page, "queue-14-screen-" + size[0]);
            assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
            assertThat(Browser.faintTexts(page)).isEmpty();
            assertThat(Browser.namelessFields(page)).isEmpty();
        }
    }

    private static void asAPhoneAndOnPaper(Browser browser, Caller resident) {
        var code = resident.get("/api/v1/tickets")
                .json()
                .get(0)
                .path("ticket")
                .path("ticketCode")
                .asString();
        var phone = browser.page(390, 844);
        phone.navigate("/tickets/" + code);
        assertThat(phone.locator(".sentence")).containsText("前面");
        browser.picture(phone, "queue-15-ticket-phone");
        assertThat(Browser.overflow(phone)).isLessThanOrEqualTo(0);
        assertThat(Browser.faintTexts(phone)).isEmpty();
        phone.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(phone.locator(".now")).isHidden();
        browser.picture(phone, "queue-16-ticket-paper");
    }

    private void everythingIsUsable(Browser browser, Caller worker, Line line) {
        var desk = queue.desk(line);
        for (int width : new int[] {1280, 390}) {
            var page = browser.page(worker, width, 900);
            for (var path : List.of(
                    "/console/appointments/queue",
                    "/console/appointments/queue/desks/" + desk.id(),
                    "/console/appointments/queue/halls/" + line.hallId(),
                    "/console/appointments/queue/halls/" + line.hallId() + "/reception")) {
                page.navigate(path);
                browser.picture(page, "queue-20" + path.replace('/', '-').replaceAll("-[0-9]+", "-one") + "-" + width);
                assertThat(Browser.namelessFields(page)).as(path).isEmpty();
                assertThat(Browser.faintTexts(page)).as(path).isEmpty();
                assertThat(Browser.overflow(page)).as(path + " " + width).isLessThanOrEqualTo(0);
            }
        }
    }

    /** Presses a key once the page has come whole. */
    private static void key(StaffWindow staff, String key) {
        staff.page().waitForLoadState();
        staff.page().keyboard().press(key);
    }

    /** What somebody was told, as soon as there is anything that was not there a moment ago. */
    private static List<String> notices(Caller caller) throws InterruptedException {
        List<String> before = List.of();
        for (int patience = 30; patience > 0; patience--) {
            var now = StreamSupport.stream(
                            caller.get("/api/v1/notices").json().path("items").spliterator(), false)
                    .map(notice -> notice.path("text").asString())
                    .toList();
            if (!now.isEmpty() && now.equals(before)) {
                return now;
            }
            before = now;
            Thread.sleep(300);
        }
        return before;
    }

    private static String answer(Caller caller, String question) {
        return caller.post("/api/v1/chat", Map.of("text", question)).body();
    }
}
