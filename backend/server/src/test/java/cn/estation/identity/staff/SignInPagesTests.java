package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EstationTest
class SignInPagesTests {

    private final People people;
    private final StaffDirectory directory;
    private final Totp totp;
    private final Clock clock;
    private final int port;

    @Autowired
    SignInPagesTests(People people, StaffDirectory directory, Totp totp, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.directory = directory;
        this.totp = totp;
        this.clock = clock;
        this.port = port;
    }

    private record New(String login, String password) {}

    private New added() {
        var cell = people.community();
        var administrator = new Staff(
                people.staff(StaffRole.ADMINISTRATOR, cell.id()).staffId(),
                "管理员",
                1,
                List.of(new Staff.Grant(StaffRole.ADMINISTRATOR, cell.id())));
        var login = "s" + Codes.next().toLowerCase(Locale.ROOT);
        return new New(
                login,
                directory
                        .add(administrator, login, "王主任", StaffRole.DIRECTOR, cell.id())
                        .password());
    }

    private String codeNow(String secret) {
        return totp.code(secret.replace(" ", ""), clock.instant().getEpochSecond() / 30);
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    @Test
    @Tag("browser")
    void leadsANewcomerThroughAuthenticatorAndOwnPasswordToTheConsole() {
        var newcomer = added();
        try (var browser = Browser.on(port)) {
            var page = browser.page();
            page.navigate("/console/members");
            assertThat(page.url()).endsWith("/console/sign-in");
            assertThat(Browser.namelessFields(page)).isEmpty();
            assertThat(Browser.faintTexts(page)).isEmpty();
            page.getByLabel("登录名").fill(newcomer.login());
            page.getByLabel("口令").fill("wrong password");
            press(page, "下一步");
            assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("登录名或口令不正确");
            assertThat(page.getByLabel("登录名").inputValue()).isEqualTo(newcomer.login());
            browser.picture(page, "sign-in");

            page.getByLabel("口令").fill(newcomer.password());
            press(page, "下一步");
            browser.picture(page, "sign-in-enrol");
            assertThat((Integer) page.locator("img.qr").evaluate("picture => picture.naturalWidth"))
                    .isPositive();
            page.getByLabel("动态口令").fill(codeNow(page.locator(".secret").textContent()));
            press(page, "绑定并继续");

            page.getByLabel("新口令").fill("short");
            page.getByLabel("再输一遍").fill("short");
            press(page, "保存并进入");
            assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("12");
            browser.picture(page, "sign-in-password");
            page.getByLabel("新口令").fill("three calm horses by the river");
            page.getByLabel("再输一遍").fill("three calm horses by the river");
            press(page, "保存并进入");

            assertThat(page.url()).endsWith("/console");
            assertThat(page.locator(".who").textContent()).contains("王主任").contains("社区负责人");
            browser.picture(page, "home");
            press(page, "退出");
            assertThat(page.locator("#toasts").textContent()).contains("您已退出");
            page.navigate("/console");
            assertThat(page.url()).endsWith("/console/sign-in");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @Tag("browser")
    void fitsAPhone() {
        try (var browser = Browser.on(port)) {
            var page = browser.page(390, 800);
            page.navigate("/console/sign-in");
            assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
            browser.picture(page, "sign-in-390");
        }
    }

    @Test
    void goesNowhereButToTheConsoleWhateverTheAddressAsks() {
        for (var next :
                List.of("//evil.example", "https://evil.example", "javascript:alert(1)", "%5C%5Cevil.example")) {
            var newcomer = added();
            var stranger = people.stranger();
            var answer = stranger.form(
                    "/console/sign-in?next=" + next + "&redirect=" + next,
                    Map.of("login", newcomer.login(), "password", newcomer.password(), "next", next));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .endsWith("/console/sign-in/step")
                    .doesNotContain("evil");
        }
    }

    @Test
    void refusesAFormWithoutThePagesToken() {
        var answer =
                people.stranger().form("/console/sign-in", Map.of("login", "a", "password", "b", "_csrf", "forged"));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void startsAgainWhenNoSignInIsUnderWay() {
        var answer = people.stranger().get("/console/sign-in/step");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/console/sign-in");
    }

    @Test
    void doesNotSayWhetherALoginNameExists() {
        var known = added();
        var one = people.stranger().form("/console/sign-in", Map.of("login", known.login(), "password", "wrong wrong"));
        var other =
                people.stranger().form("/console/sign-in", Map.of("login", "nobody-there", "password", "wrong wrong"));
        assertThat(one.status()).isEqualTo(other.status()).isEqualTo(401);
        assertThat(one.body()).contains("登录名或口令不正确");
        assertThat(other.body()).contains("登录名或口令不正确");
    }

    @Test
    void listsOwnSessionsAndEndsTheOthersOnly() {
        var cell = people.community();
        var director = people.staff(StaffRole.DIRECTOR, cell.id());
        var stranger = people.staff(StaffRole.DIRECTOR, cell.id());
        assertThat(director.get("/console/account").body()).contains("就是这里");
        var foreign = director.form(
                "/console/account/sessions/" + stranger.staffId() + "/end", Map.of("requestKey", "abcdefgh1"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(stranger.get("/console").status()).isEqualTo(200);
    }
}
