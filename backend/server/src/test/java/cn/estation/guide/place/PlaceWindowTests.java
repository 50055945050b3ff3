package cn.estation.guide.place;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.TestPlaces;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Places and calendar in a real browser, without tiles: nothing is fetched from anywhere but here. */
@EstationTest
@Tag("browser")
class PlaceWindowTests {

    private final People people;
    private final TestPlaces places;
    private final ServicePoints points;
    private final Clock clock;
    private final int port;

    @Autowired
    PlaceWindowTests(People people, TestPlaces places, ServicePoints points, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.places = places;
        this.points = points;
        this.clock = clock;
        this.port = port;
    }

    @Test
    void describesAPointOnAMapWithoutTilesAndClosesItForADay() {
        try (var browser = Browser.on(port)) {
            var town = places.town().with("service-points", PlaceFixture.POINTS);
            PlaceFixture.guide(town, "gc", "c1", "COMMUNITY");
            var page =
                    browser.page(people.staff(StaffRole.DIRECTOR, town.cell("").id()));
            page.navigate("/console/service-points");
            assertThat(page.locator("[data-place-map]")).hasAttribute("data-drawn", "yes");
            looksRight(browser, page, "places-list");

            page.navigate("/console/service-points/" + town.point("p1").id() + "/edit");
            assertThat(page.locator("#reading")).containsText("上午9点到12点");
            page.getByLabel("开放时间").fill("周一至周六 8:30-12:00");
            assertThat(page.locator("#reading")).containsText("周一到周六上午8点半到12点开");
            var before = page.getByLabel("经度").inputValue();
            page.locator("[data-place-map]").click();
            assertThat(page.getByLabel("经度")).not().hasValue(before);
            looksRight(browser, page, "places-form");
            press(page, "保存");
            assertThat(page.locator("h1")).hasText("东社区服务中心");
            assertThat(points.find(town.point("p1").id()).orElseThrow().hours()).isEqualTo("周一至周六 8:30-12:00");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("添加窗口"))
                    .click();
            page.getByLabel("名称").first().fill("5号助老窗口");
            page.getByLabel("按名称找事项").fill(town.code("gc"));
            page.getByLabel("测试事项" + town.code("gc")).check();
            looksRight(browser, page, "places-counter");
            press(page, "保存");
            assertThat(page.locator("body")).containsText("测试事项" + town.code("gc"));

            var day = LocalDate.ofInstant(clock.instant(), Time.CHINA).plusDays(7);
            page.getByLabel("从哪天").fill(day.toString());
            page.getByLabel("到哪天").fill("");
            page.getByLabel("原因").fill("停电检修");
            looksRight(browser, page, "places-show");
            press(page, "看看影响谁");
            assertThat(page.locator("h1")).hasText("确认临时关闭");
            looksRight(browser, page, "places-closure");
            press(page, "确认临时关闭");
            assertThat(page.locator("body")).containsText("停电检修");
            page.navigate("/console/service-points/" + town.point("p1").id() + "/coverage");
            looksRight(browser, page, "places-coverage");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void showsAYearAndReadsANotice() {
        try (var browser = Browser.on(port)) {
            places.town();
            var page = browser.page(
                    people.staff(StaffRole.ADMINISTRATOR, people.community().id()));
            page.navigate("/console/calendar?year=2026");
            assertThat(page.locator(".month")).hasCount(12);
            looksRight(browser, page, "calendar-year");

            page.navigate("/console/calendar/import?year=2066");
            page.getByLabel("依据").fill("测试通知");
            page.getByLabel("通知正文").fill("一、元旦：1月1日至3日放假调休，共3天。1月9日（周六）上班。");
            looksRight(browser, page, "calendar-import");
            press(page, "看看读到了什么");
            assertThat(page.locator(".lead")).containsText("放假 3 天、调休上班 1 天");
            looksRight(browser, page, "calendar-preview");
            press(page, "确认导入");
            assertThat(page.locator("body")).containsText("2066 年的工作日历已导入");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void fitsAPhone() {
        try (var browser = Browser.on(port)) {
            var town = places.town().with("service-points", PlaceFixture.POINTS);
            var page =
                    browser.page(people.staff(StaffRole.DIRECTOR, town.cell("").id()), 390, 844);
            for (var path : new String[] {
                "/console/service-points",
                "/console/service-points/" + town.point("p1").id(),
                "/console/service-points/" + town.point("p1").id() + "/edit",
                "/console/calendar?year=2026"
            }) {
                page.navigate(path);
                assertThat(Browser.overflow(page)).as(path).isLessThanOrEqualTo(0);
            }
            browser.picture(page, "calendar-phone");
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void looksRight(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }
}
