package cn.estation.appointment.roll;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.appointment.activity.Activity;
import cn.estation.appointment.activity.TestActivities;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Staff write a course in a real browser, publish it, enrol somebody by phone, tick people off, call it off. */
@EstationTest
@Tag("browser")
class ActivityWindowTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestActivities activities;
    private final int port;

    @Autowired
    ActivityWindowTests(People people, TestActivities activities, @LocalServerPort int port) {
        this.people = people;
        this.activities = activities;
        this.port = port;
    }

    @Test
    void aCourseFromDraftToRoll() {
        var community = people.community();
        try (var browser = Browser.on(port)) {
            var staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
            var page = browser.page(staff);
            page.navigate("/console/activities");
            assertThat(page.locator("#list")).containsText("这里还没有活动");
            looksRight(browser, page, "activities-none");

            page.navigate("/console/activities/new");
            fill(page);
            page.locator("[name=minimum]").fill("11");
            press(page, "存为草稿");
            assertThat(page.locator("[role=alert]")).containsText("最少人数不能超过名额");
            assertThat(page.locator("[name=title]")).hasValue("长者手机课");
            looksRight(browser, page, "activity-form");
            page.locator("[name=minimum]").fill("2");
            press(page, "存为草稿");
            assertThat(page.locator("#activity")).containsText("草稿，居民看不到");
            looksRight(browser, page, "activity-draft");
            press(page, "发布");
            assertThat(page.locator("#activity")).containsText("已发布");

            var path = page.url();
            var activity = activities.find(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
            enrolAndTick(browser, page, staff, activity);
            callOff(browser, page, activity);
            page.setViewportSize(390, 844);
            page.navigate("/console/activities");
            looksRight(browser, page, "activities-phone");
            assertThat(browser.complaints().stream().filter(one -> !one.contains("422")))
                    .isEmpty();
        }
    }

    private void fill(Page page) {
        var starts = LocalDateTime.ofInstant(activities.at(5, 14), Time.CHINA);
        page.locator("[name=title]").fill("长者手机课");
        page.locator("[name=description]").fill("从挂号到视频通话，一对一帮忙。");
        page.locator("[name=place]").fill("社区活动室");
        page.locator("[name=phone]").fill("000-55500100");
        page.locator("[name=startsAt]").fill(MINUTE.format(starts));
        page.locator("[name=sessions]").fill("3");
        page.locator("[name=enrolment]").selectOption("WHOLE");
        page.locator("[name=places]").fill("10");
        page.locator("[name=elderPlaces]").fill("6");
    }

    private void enrolAndTick(Browser browser, Page page, Caller staff, Activity activity) {
        assertThat(enrol(people.resident(), activity).status()).isEqualTo(201);
        page.locator("#activity")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("名单与签到"))
                .first()
                .click();
        page.getByLabel("姓名").fill("王秀兰");
        page.locator("#phone").fill("13900001111");
        page.getByLabel("长者").check();
        page.getByLabel("电话里同意的").check();
        press(page, "代报名");
        assertThat(page.locator("#roll")).containsText("王*兰");
        assertThat(page.locator("#toasts")).containsText("已代报名");
        looksRight(browser, page, "roll");

        activities.beginsIn(activity, Duration.ofMinutes(20));
        page.reload();
        page.locator("tr", new Page.LocatorOptions().setHasText("王*兰"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("到场"))
                .click();
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("王*兰")))
                .containsText("已到");
        looksRight(browser, page, "roll-marked");
        page.setViewportSize(390, 844);
        looksRight(browser, page, "roll-phone");
        page.setViewportSize(1280, 900);
        page.navigate(page.url() + "/print");
        assertThat(page.locator("table")).containsText("签名");
        looksRight(browser, page, "roll-sheet");
        assertThat(staff.get("/console/activities").status()).isEqualTo(200);
    }

    private void callOff(Browser browser, Page page, Activity activity) {
        page.navigate("/console/activities/" + activity.id());
        looksRight(browser, page, "activity");
        press(page, "取消活动");
        page.locator("#cancel-reason").fill("老师生病");
        page.locator("#cancel-activity button[type=submit]").click();
        assertThat(page.locator("#activity")).containsText("已取消");
        assertThat(page.locator("#activity")).containsText("老师生病");
        looksRight(browser, page, "activity-cancelled");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void looksRight(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }
}
