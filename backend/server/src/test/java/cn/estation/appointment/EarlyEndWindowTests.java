package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two of one name at the desk, and the end of a day, as staff see them in a window. */
@EstationTest
class EarlyEndWindowTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestOffice office;
    private final TestQueue queue;
    private final int port;

    @Autowired
    EarlyEndWindowTests(
            People people, TestCalendars calendars, TestOffice office, TestQueue queue, @LocalServerPort int port) {
        this.people = people;
        this.calendars = calendars;
        this.office = office;
        this.queue = queue;
        this.port = port;
    }

    @Test
    void tellsNamesakesApartAndEndsTheDay() {
        long community = people.community().id();
        var staff = people.staff(StaffRole.DIRECTOR, community);
        var slot = calendars.slot(calendars.open(community, 5), 1);
        office.bookFor(staff, slot.id(), "王建国", null, false);
        var line = queue.line(staff, queue.counter(community, 5, 0));
        queue.open(staff, line);
        queue.ticket(staff, line, "欧阳明月", true);
        try (var browser = Browser.on(port)) {
            var page = browser.page(staff);
            page.navigate("/console/bookings/new?slot=" + slot.id());
            page.fill("#name", "王建国");
            page.selectOption("#consent", "DESK");
            press(page, "预约");
            looksRight(browser, page, "appointments-namesakes");
            page.getByText("另一个人（请写怎么区分）").click();
            page.fill("#apart", "3号楼");
            press(page, "预约");
            assertThat(page.locator("#booking").innerText()).contains("同名区分", "3号楼");

            page.navigate("/console/appointments/queue/halls/" + line.hallId() + "/end");
            looksRight(browser, page, "queue-day-end");
            page.fill("#reason", "停电");
            press(page, "今日结束");
            assertThat(page.locator("#queue").innerText()).contains("0 人等候");
        }
    }

    private static void press(Page page, String name) {
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    private static void looksRight(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }
}
