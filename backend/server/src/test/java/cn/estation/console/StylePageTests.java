package cn.estation.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EstationTest
@Tag("browser")
class StylePageTests {

    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);

    private final People people;
    private final int port;
    private Browser browser;

    @Autowired
    StylePageTests(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
    }

    @BeforeEach
    void open() {
        browser = Browser.on(port);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private Page style(int width) {
        var director = people.staff(StaffRole.DIRECTOR, people.community().id());
        var page = browser.page(director, width, 900);
        page.navigate("/console/style");
        return page;
    }

    @Test
    void showsEveryFragmentWithoutABlockedScriptOrStyle() {
        var page = style(1280);
        page.waitForSelector(".chart-canvas[data-drawn] canvas");
        browser.picture(page, "style");
        assertThat(browser.complaints()).isEmpty();
        assertThat(page.locator("#rows tr"))
                .satisfies(rows -> assertThat(rows.count()).isEqualTo(11));
    }

    @Test
    void namesEveryFieldAndButtonAndKeepsTextReadable() {
        var page = style(1280);
        assertThat(Browser.namelessFields(page)).isEmpty();
        assertThat(Browser.faintTexts(page)).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page = style(390);
        page.waitForSelector(".chart-canvas[data-drawn]");
        assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
        browser.picture(page, "style-390");
        assertThat(page.getByRole(AriaRole.NAVIGATION).getByText("样式").isVisible())
                .isFalse();
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongBesideTheField() {
        var page = style(1280);
        page.getByLabel("标题 必填").fill("清扫楼道");
        page.getByLabel("名额").fill("0");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.getByLabel("标题 必填").inputValue()).isEqualTo("清扫楼道");
        assertThat(page.getByLabel("名额").inputValue()).isEqualTo("0");
        assertThat(page.locator("#places-note").textContent()).contains("不能小于 1");
        assertThat(page.getByLabel("名额").getAttribute("aria-invalid")).isEqualTo("true");
        browser.picture(page, "style-errors");
    }

    @Test
    void tellsOfASuccessOnceAfterTheRedirect() {
        var page = style(1280);
        page.getByLabel("标题 必填").fill("清扫楼道");
        page.getByLabel("名额").fill("3");
        page.getByLabel("日期").fill("2026-12-01");
        page.getByLabel("社区").selectOption("1");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("保存"))
                .click();
        assertThat(page.locator("#toasts").textContent()).contains("已保存“清扫楼道”。");
        page.reload();
        assertThat(page.locator("#toasts").textContent().strip()).isEmpty();
    }

    @Test
    void addsTheNextRowsInPlaceAndFollowsTheFilter() {
        var page = style(1280);
        page.getByText("显示更多").click();
        page.locator("#rows tr").nth(20).waitFor();
        page.getByLabel("标题里有").fill("25");
        page.locator("#rows tr").nth(1).waitFor(GONE);
        assertThat(page.url()).contains("q=25");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsARefusalAsAToastAndLeavesThePageAlone() {
        var page = style(1280);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("显示拒绝"))
                .click();
        page.getByText("这是一句说明为什么不行").waitFor();
        assertThat(page.locator("h1").textContent()).isEqualTo("样式");
        page.getByLabel("关闭").click();
        assertThat(page.locator(".toast-line").count()).isZero();
    }

    @Test
    void asksBeforeItRevealsAndRevealsInPlace() {
        var page = style(1280);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看完整"))
                .click();
        page.getByLabel("查看原因").fill("核对领奖人身份");
        browser.picture(page, "style-reveal");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("查看").setExact(true))
                .click();
        page.getByText("13812345678").waitFor();
        assertThat(page.locator("dialog[open]").count()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() {
        var page = style(1280);
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("跳到正文");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.closest('main') !== null"))
                .isEqualTo(true);
        page.locator("button[commandfor=take-down]").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#take-down").isVisible()).isTrue();
        page.keyboard().press("Escape");
        assertThat(page.locator("#take-down").isVisible()).isFalse();
    }

    @Test
    void followsAJobUntilItEnds() {
        var page = style(1280);
        page.locator(".progress-box[hx-trigger]").waitFor(GONE);
        assertThat(page.locator(".progress-box").first().textContent()).contains("已完成");
    }
}
