package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.estation.sandbox.wechat.Person;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** The stand-in's phone page in a real browser, in the hands of one person. */
final class PhoneWindow {

    private final Page page;

    private PhoneWindow(Page page) {
        this.page = page;
    }

    /** Opens the page and picks up this person's phone. */
    static PhoneWindow of(Page page, String standInUrl, Person person) {
        page.navigate(standInUrl + "/");
        page.locator("[data-person='" + person.id() + "']").click();
        assertThat(page.locator("body[data-ready='" + person.id() + "']")).isVisible();
        return new PhoneWindow(page);
    }

    Page page() {
        return page;
    }

    /** Follows the official account and is welcomed. */
    void follow() {
        button("关注公众号").click();
        assertThat(page.locator("#compose")).isVisible();
        assertThat(answers()).hasCount(1);
    }

    /** Types a message, sends it, and waits for the answer that says this. */
    String ask(String text, String answered) {
        var before = answers().count();
        page.getByLabel("消息", new Page.GetByLabelOptions().setExact(true)).fill(text);
        button("发送").click();
        assertThat(answers()).hasCount(before + 1);
        assertThat(answers().last()).containsText(answered);
        return answers().last().innerText();
    }

    /** Taps a line of the last answer. */
    void tap(String line, String answered) {
        var before = answers().count();
        answers().last().getByText(line).click();
        assertThat(answers()).hasCount(before + 1);
        assertThat(answers().last()).containsText(answered);
    }

    /** Opens a button of the menu and taps one below it. */
    void menu(String top, String below, String answered) {
        var before = answers().count();
        button("≡ " + top).click();
        button(below).click();
        assertThat(answers()).hasCount(before + 1);
        assertThat(answers().last()).containsText(answered);
    }

    /** Speaks; the platform recognises this, or nothing. */
    void speak(String recognised, String answered) {
        page.getByLabel("微信把语音识别成的文字").fill(recognised);
        answered("发语音", answered);
    }

    /** Sends one of the places that the page offers. */
    void sendPlace(String label, String answered) {
        page.getByLabel("在哪里").selectOption(new SelectOption().setLabel(label));
        answered("发位置", answered);
    }

    /** Presses a button that sends something, and waits for the answer. */
    void answered(String button, String answered) {
        var before = answers().count();
        button(button).click();
        assertThat(answers()).hasCount(before + 1);
        assertThat(answers().last()).containsText(answered);
    }

    /** A fresh login code of the mini-program, as {@code wx.login} gives it. */
    String loginCode() {
        button("取登录码").click();
        assertThat(page.locator("#login-code")).not().isEmpty();
        return page.locator("#login-code").innerText();
    }

    /** Agrees to one subscription message, as a tap on 允许 does. */
    void allowOnce(String templateId) {
        var template = page.locator("[data-template='" + templateId + "']");
        template.getByText("允许一次").click();
        assertThat(template.locator("[data-left='1']")).isVisible();
    }

    Locator subscriptionMessages() {
        return page.locator("#chat [data-message][data-kind=SUBSCRIPTION] .bubble");
    }

    private Locator answers() {
        return page.locator("#chat .message:not(.own)[data-kind=PASSIVE] .bubble,"
                + " #chat .message:not(.own)[data-kind=CUSTOMER_SERVICE] .bubble");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
