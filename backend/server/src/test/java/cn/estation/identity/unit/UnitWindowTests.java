package cn.estation.identity.unit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.identity.roll.TestUnitRolls;
import cn.estation.points.earning.TestScores;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Units, their lists and what they see of their members, in a real browser on a desk and on a phone. */
@EstationTest
@Tag("browser")
class UnitWindowTests {

    private final People people;
    private final TestUnits units;
    private final TestUnitRolls rolls;
    private final TestScores scores;
    private final int port;

    @Autowired
    UnitWindowTests(People people, TestUnits units, TestUnitRolls rolls, TestScores scores, @LocalServerPort int port) {
        this.people = people;
        this.units = units;
        this.rolls = rolls;
        this.scores = scores;
        this.port = port;
    }

    @Test
    void looksRightOnADeskAndOnAPhone() {
        var community = people.community();
        long unit = units.unit(community);
        var organiser = units.organiser(community, unit);
        var worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        var administrator = people.staff(StaffRole.ADMINISTRATOR, community.id());
        var member = units.member(community, "欧阳晓明", "区税务局");
        scores.posted(member.residentId(), community.id(), 150);
        long share = units.share(member, unit, "WORKS");
        long roll = rolls.preview(
                worker, community.id(), unit, List.of(List.of("王小五", "13800000001"), List.of("李小四", "123")));
        try (var browser = Browser.on(port)) {
            for (int width : new int[] {1280, 390}) {
                look(browser, organiser, width, "/console/unit-members", "unit-members", "欧**明");
                look(browser, organiser, width, "/console/unit-members/" + share, "unit-member", "测试服务");
                look(browser, administrator, width, "/console/units", "units", "区税务局");
                look(browser, administrator, width, "/console/units/" + unit, "unit", "指派组织人员");
                look(browser, worker, width, "/console/rolls?q=税务局", "rolls", "上传并预览");
                look(browser, worker, width, "/console/rolls/" + roll, "roll", "手机号应为 11 位数字");
                look(browser, worker, width, "/console/members", "members", "导入单位名单");
                look(browser, worker, width, "/console/task/people/" + member.residentId(), "task-person", "参加过的任务");
                look(
                        browser,
                        worker,
                        width,
                        "/console/points/statements?communityId=" + community.id(),
                        "statements-by-consent",
                        "只列同意");
            }
            reveals(browser, organiser, share);
            var paper = statement(browser, worker, unit);
            for (int width : new int[] {1280, 390}) {
                look(browser, worker, width, paper, "statement-closed", "写明 1 人的姓名");
            }
            opens(browser, worker, paper);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void look(Browser browser, Caller who, int width, String path, String name, String words) {
        var page = browser.page(who, width, 900);
        page.navigate(path);
        assertThat(page.locator("#content")).containsText(words);
        browser.picture(page, name + "-" + width);
        assertThat(Browser.overflow(page)).as(name + " " + width).isZero();
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        page.close();
    }

    private static void reveals(Browser browser, Caller organiser, long share) {
        var page = browser.page(organiser);
        page.navigate("/console/unit-members/" + share);
        page.locator(".masked button").first().click();
        page.locator("[name=reason]:visible").fill("核对年度考评名单");
        page.locator("form:has([name=reason]:visible) button[type=submit]")
                .first()
                .click();
        assertThat(page.locator("#content")).containsText("欧阳晓明");
    }

    /** Issues the unit's statement; its page keeps the names masked. */
    private static String statement(Browser browser, Caller worker, long unit) {
        var page = browser.page(worker);
        page.navigate("/console/points/statements");
        page.locator("#unitId").selectOption(Long.toString(unit));
        page.getByText("出具", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#content")).containsText("欧**明");
        assertThat(page.locator("#content")).not().containsText("欧阳晓明");
        return page.url().substring(page.url().indexOf("/console/"));
    }

    private static void opens(Browser browser, Caller worker, String paper) {
        for (int width : new int[] {1280, 390}) {
            var page = browser.page(worker, width, 900);
            page.navigate(paper);
            page.getByText("打开写明姓名的打印页").click();
            assertThat(page.locator(".paper")).containsText("欧阳晓明");
            browser.picture(page, "statement-open-" + width);
            assertThat(Browser.overflow(page)).as("open " + width).isZero();
            page.close();
        }
    }
}
