package cn.estation.task;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import cn.estation.task.signal.TestSignals;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Staff at their pages in a real browser: publish in a few fields, see who comes, verify many, decide a contest. */
@EstationTest
@Tag("browser")
class TaskWalkTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final TestSignals signals;
    private final Clock clock;
    private final int port;

    @Autowired
    TaskWalkTests(People people, TestTasks tasks, TestSignals signals, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.tasks = tasks;
        this.signals = signals;
        this.clock = clock;
        this.port = port;
    }

    @Test
    void publishesVerifiesManyAndDecidesAContest() {
        long community = people.community().id();
        var worker = people.staff(StaffRole.PARTY_WORKER, community);
        var colleague = people.staff(StaffRole.DIRECTOR, community);
        try (var browser = Browser.on(port)) {
            var page = browser.page(worker);
            long task = publish(browser, page);

            var here = people.member(community);
            var too = people.member(community);
            var absent = people.member(community);
            for (var member : java.util.List.of(here, too, absent)) {
                member.post("/api/v1/tasks/" + task + "/claims", "");
            }
            for (var member : java.util.List.of(here, too)) {
                member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", tasks.code(task), "device", "one"));
            }
            tasks.shift(task, Duration.ofMinutes(-30));
            both(browser, worker, "/console/task/today", "task-today");
            both(browser, worker, "/console/task/board", "task-board");
            both(browser, worker, "/console/task/" + task, "task-running");
            tasks.shift(task, Duration.ofHours(-3));
            tasks.close();
            absent.post("/api/v1/tasks/" + task + "/claims/mine/contest", Map.of("text", "在医院陪护，来不了。"));
            signals.look();

            page.navigate("/console/task/" + task);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("核实勾选的人"))
                    .click();
            assertThat(page.locator("body")).containsText("已核实 2 人");

            var other = browser.page(colleague);
            other.navigate("/console/task/" + task);
            other.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("裁定申诉").setExact(true))
                    .click();
            var dialog = other.locator("dialog[open]");
            dialog.locator("textarea").fill("有医院证明。");
            browser.picture(other, "task-contest");
            both(browser, colleague, "/console/task/" + task, "task-contested");
            dialog.locator("button[type=submit]").click();
            assertThat(other.locator("body")).containsText("已谅解");
            both(browser, worker, "/console/task/" + task, "task-done");
            both(browser, worker, "/console/task/signals", "task-signals");
            both(browser, worker, "/console/task/people/" + here.residentId(), "task-person");
            both(browser, colleague, "/console/task/settings", "task-settings");
            both(browser, worker, "/console/task", "task-list");
            org.assertj.core.api.Assertions.assertThat(browser.complaints()).isEmpty();
        }
    }

    private long publish(Browser browser, Page page) {
        page.navigate("/console/task/new");
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusMinutes(20);
        page.locator("[name=title]").fill("清扫 3 号楼楼道");
        page.locator("[name=description]").fill("带手套和扫帚，到楼下集合。");
        page.locator("[name=place]").fill("3 号楼一单元门口");
        page.locator("[name=startsAt]").fill(MINUTE.format(starts));
        page.locator("[name=endsAt]").fill(MINUTE.format(starts.plusHours(2)));
        page.locator("[name=places]").fill("5");
        page.locator("#task-form details summary").click();
        browser.picture(page, "task-form-1280");
        org.assertj.core.api.Assertions.assertThat(Browser.namelessFields(page)).isEmpty();
        page.setViewportSize(390, 844);
        browser.picture(page, "task-form-390");
        page.setViewportSize(1280, 900);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("发布").setExact(true))
                .click();
        assertThat(page.locator("body")).containsText("已发布，党员现在可以认领。");
        var path = page.url();
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void both(Browser browser, cn.estation.Caller staff, String path, String name) {
        for (int width : new int[] {1280, 390}) {
            var page = browser.page(staff, width, 844);
            page.navigate(path);
            assertThat(page.locator("h1")).isVisible();
            browser.picture(page, name + "-" + width);
            var wider = (Boolean) page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1");
            org.assertj.core.api.Assertions.assertThat(wider)
                    .as(name + " is wider than " + width)
                    .isFalse();
            page.close();
        }
    }
}
