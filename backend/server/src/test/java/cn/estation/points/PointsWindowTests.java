package cn.estation.points;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.points.earning.TestScores;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Points in a real browser: rules by two people with a look at the last month, an adjustment by two, a statement. */
@EstationTest
@Tag("browser")
class PointsWindowTests {

    private final People people;
    private final TestScores scores;
    private final TestPoints points;
    private final int port;

    @Autowired
    PointsWindowTests(People people, TestScores scores, TestPoints points, @LocalServerPort int port) {
        this.people = people;
        this.scores = scores;
        this.points = points;
        this.port = port;
    }

    @Test
    void keepsRulesAdjustmentsAndStatements() {
        var community = people.community();
        var member = people.member(community.id());
        scores.posted(member.residentId(), community.id(), 120);
        try (var browser = Browser.on(port)) {
            var party = browser.page(people.staff(StaffRole.PARTY_WORKER, community.id()));
            var director = browser.page(people.staff(StaffRole.DIRECTOR, community.id()));

            party.navigate("/console/points/rules");
            assertThat(party.locator("body")).containsText("系统自带细则");
            party.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("拟一版新细则"))
                    .first()
                    .click();
            party.getByLabel("名称").fill("2090 年赋分细则");
            party.getByLabel("从哪天的服务起适用").fill("2090-01-01");
            party.getByLabel("巡查的分值").fill("乱填");
            looksRight(browser, party, "points-rule-form");
            press(party, "存为草稿");
            assertThat(party.locator(".wrong", new Page.LocatorOptions().setHasText("两位小数")))
                    .isVisible();
            party.getByLabel("巡查的分值").fill("1.5");
            press(party, "存为草稿");
            var rule = party.url();
            looksRight(browser, party, "points-rule");
            party.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("预览：上个月会怎样"))
                    .click();
            assertThat(party.locator("body")).containsText("现在 2 分，会是 3 分");
            looksRight(browser, party, "points-rule-preview");
            party.navigate(rule);
            press(party, "提交审核");
            director.navigate("/console");
            assertThat(director.locator("body")).containsText("赋分细则待审核");
            director.navigate(rule);
            press(director, "通过");
            assertThat(director.locator("#rule .state").first()).hasText("已通过");

            party.navigate("/console/points/members/" + member.residentId());
            assertThat(party.locator("body")).containsText("2 小时 × 1 分/小时 × A 级 1.0 = 2 分");
            looksRight(browser, party, "points-member");
            party.getByLabel("加减多少分").fill("5");
            party.getByLabel("原因").fill("补录十月的巡查");
            press(party, "提出");
            assertThat(party.locator("body")).containsText("待审批");
            assertThat(points.balance(member.residentId())).isEqualTo(2);
            director.navigate("/console/points/adjustments?status=PROPOSED");
            looksRight(browser, director, "points-adjustments");
            press(director, "通过");
            assertThat(director.locator("body")).containsText("已通过并入账");
            assertThat(points.balance(member.residentId())).isEqualTo(7);

            party.navigate("/console/points/members/" + member.residentId());
            press(party, "出具证明");
            assertThat(party.locator("h1").last()).containsText("考评证明");
            party.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("打开打印页"))
                    .click();
            assertThat(party.locator("body")).containsText("与本系统出具的一致");
            browser.picture(party, "points-statement");

            for (var path : Map.of("publicity", "公示中的得分", "objections", "没有待答复的异议", "statements", "单位证明")
                    .entrySet()) {
                party.navigate("/console/points/" + path.getKey());
                assertThat(party.locator("body")).containsText(path.getValue());
                looksRight(browser, party, "points-" + path.getKey());
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void looksRight(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }
}
