package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.estation.identity.staff.TestStaff;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/** The console in a real browser, in the hands of one member of staff. */
final class StaffWindow {

    private final Page page;

    private StaffWindow(Page page) {
        this.page = page;
    }

    /** Signs somebody in for the first time: password, authenticator, a password of one's own. */
    static StaffWindow signedIn(Page page, TestStaff staff, TestStaff.Newcomer who) {
        var window = new StaffWindow(page);
        page.navigate("/console/sign-in");
        page.getByLabel("登录名").fill(who.login());
        page.getByLabel("口令").fill(who.password());
        window.press("下一步");
        page.getByLabel("动态口令").fill(staff.codeNow(page.locator(".secret").innerText()));
        window.press("绑定并继续");
        page.getByLabel("新口令").fill("three calm horses by the river");
        page.getByLabel("再输一遍").fill("three calm horses by the river");
        window.press("保存并进入");
        assertThat(page.locator(".who")).containsText(who.name());
        return window;
    }

    /** Somebody who has signed in before: the page carries their cookie. */
    static StaffWindow of(Page page) {
        page.navigate("/console");
        assertThat(page.locator(".who")).isVisible();
        return new StaffWindow(page);
    }

    Page page() {
        return page;
    }

    /** Goes to a page by the main menu. */
    void goTo(String menu) {
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("主菜单"))
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(menu).setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
    }

    void open(String link) {
        page.locator("#content")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    /** Types into fields by their names; choices are chosen by value. */
    void fill(Map<String, String> fields) {
        fields.forEach((name, value) -> {
            var field = page.locator("#content form [name='" + name + "']");
            if (field.evaluate("field => field.tagName").equals("SELECT")) {
                field.selectOption(value);
            } else {
                field.fill(value);
            }
        });
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void sees(String text) {
        assertThat(page.locator("body")).containsText(text);
    }
}
