package cn.estation.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@EstationTest
class ConsolePagesTests {

    private static final String EVIL = "<img src=x onerror=alert(1)>\"'";

    private final People people;
    private final int port;
    private final ResourceUrlProvider addresses;

    @Autowired
    ConsolePagesTests(People people, @LocalServerPort int port, ResourceUrlProvider addresses) {
        this.people = people;
        this.port = port;
        this.addresses = addresses;
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                        Map.entry("/console/staff", Permission.MANAGE_STAFF),
                        Map.entry("/console/staff/new", Permission.MANAGE_STAFF),
                        Map.entry("/console/members", Permission.CONFIRM_MEMBERS),
                        Map.entry("/console/audit", Permission.READ_AUDIT),
                        Map.entry("/console/proof", Permission.RUN_PROOF))
                .flatMap(page -> Arrays.stream(StaffRole.values())
                        .map(role -> Arguments.of(page.getKey(), role, role.grants(page.getValue()))));
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @MethodSource("pages")
    void showsAPageToThoseWhoMayAndNoneElse(String page, StaffRole role, boolean may) {
        var staff = people.staff(role, people.community().id());
        assertThat(staff.get(page).status()).isEqualTo(may ? 200 : 403);
        var navigation = staff.get("/console").body();
        if (!page.endsWith("/new")) {
            assertThat(navigation.contains("href=\"" + page + "\"")).isEqualTo(may);
        }
        assertThat(people.stranger().get(page).header("Location")).endsWith("/console/sign-in");
    }

    @ParameterizedTest
    @EnumSource(StaffRole.class)
    void showsEverybodyTheirAccount(StaffRole role) {
        var answer = people.staff(role, people.community().id()).get("/console/account");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("就是这里");
    }

    @Test
    void showsABrowserAPageWhereAFormIsTooOld() throws IOException, InterruptedException {
        var page = oldForm("text/html,application/xhtml+xml");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).containsIgnoringCase("<!DOCTYPE html>").contains("页面已过期，请返回刷新后重试。");
        assertThat(oldForm("application/json").body()).contains("urn:problem:form-expired");
    }

    private HttpResponse<String> oldForm(String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/console/task"))
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=old"))
                .build();
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Caller administrator() {
        return people.staff(StaffRole.ADMINISTRATOR, people.community().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/sign-in", "/console/nowhere", "/console/broken-for-tests"})
    void armsEveryPage(String path) {
        var answer = administrator().get(path);
        var policy = answer.header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isNotEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure")
                        .contains("HttpOnly")
                        .contains("SameSite=Strict"));
    }

    @Test
    void writesNoScriptAndNoStyleIntoAPage() {
        var staff = people.staff(StaffRole.DIRECTOR, people.community().id());
        for (var path : List.of("/console", "/console/style", "/console/members", "/console/account")) {
            var body = staff.get(path).body();
            assertThat(body)
                    .as(path)
                    .doesNotContain(" style=")
                    .doesNotContain("<style")
                    .doesNotContain("javascript:");
            assertThat(body)
                    .as(path)
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContainPattern(" on[a-z]+=");
        }
    }

    @Test
    void servesWhatItsPagesAreDrawnWith() {
        var stranger = people.stranger();
        var page = stranger.get("/console/sign-in").body();
        var files = java.util.regex.Pattern.compile(
                        "(?:src|href|content)=\"(/(?:webjars|console/(?:css|js|img))[^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(files).hasSize(6);
        assertThat(files)
                .allSatisfy(
                        file -> assertThat(stranger.get(file).status()).as(file).isEqualTo(200));
        assertThat(files).filteredOn(file -> !file.startsWith("/webjars")).allSatisfy(file -> {
            assertThat(file).containsPattern("-[0-9a-f]{32}\\.");
            assertThat(stranger.get(file).header("Cache-Control")).contains("max-age=86400");
        });
    }

    /** Every link of a page is looked for wherever files may be. */
    @Test
    void looksForFilesOnlyWhereFilesAre() {
        assertThat(addresses.getHandlerMap().keySet()).noneMatch(pattern -> pattern.startsWith("/*"));
    }

    @Test
    void showsAPageForAWrongAddress() {
        for (var path : List.of("/console/nowhere", "/console/a/b/c", "/console/staff/1", "/console/staff/abc")) {
            var answer = administrator().get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.body()).contains("回到首页");
        }
    }

    @Test
    void showsAFaultWithoutWhatBroke() {
        var answer = administrator().get("/console/broken-for-tests");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .contains("系统出了点问题")
                .contains(answer.header("X-Request-Id"))
                .doesNotContain("主菜单");
        assertThat(answer.body()).doesNotContain(BrokenPages.SECRET).doesNotContain("Exception");
        var template = administrator().get("/console/broken-template-for-tests");
        assertThat(template.status()).isEqualTo(500);
        assertThat(template.body()).doesNotContain("Exception").doesNotContain("template");
    }

    private static Map<String, String> newStaff(String login, String name, long cellId, String key) {
        return Map.of(
                "login",
                login,
                "name",
                name,
                "role",
                "GRID_WORKER",
                "cellId",
                Long.toString(cellId),
                "requestKey",
                key);
    }

    private static String login() {
        return "s" + Codes.next().toLowerCase(Locale.ROOT);
    }

    @Test
    void addsStaffOnceAndShowsTheFirstPassword() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var form = newStaff(login(), "王小明", cell.id(), Codes.next());
        var first = administrator.form("/console/staff", form);
        var again = administrator.form("/console/staff", form);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).contains("首次口令");
        assertThat(password(again)).isEqualTo(password(first));
        assertThat(administrator.get("/console/staff").body()).containsOnlyOnce("王小明");
    }

    private static String password(Answer answer) {
        var secrets = answer.body().split("class=\"secret\">", -1);
        return secrets[2].substring(0, secrets[2].indexOf('<'));
    }

    @Test
    void keepsWhatWasTypedWhenStaffCannotBeAdded() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var answer = administrator.form("/console/staff", newStaff("NO", "王小明", cell.id(), Codes.next()));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("登录名应为").contains("value=\"王小明\"").contains("role=\"alert\"");
    }

    @Test
    void addsNobodyOutsideOfTheAdministratorsPartOfTheTree() {
        var siblings = people.communities(2);
        var administrator =
                people.staff(StaffRole.ADMINISTRATOR, siblings.getFirst().id());
        var there = siblings.getLast().id();
        var answer = administrator.form("/console/staff", newStaff(login(), "王小明", there, Codes.next()));
        assertThat(answer.status()).isEqualTo(422);
        var other = people.staff(StaffRole.ADMINISTRATOR, there);
        assertThat(other.get("/console/staff").body()).doesNotContain("王小明");
        for (var act : List.of("reset-totp", "reset-password", "end")) {
            var path = "/console/staff/" + other.staffId() + "/" + act;
            assertThat(administrator
                            .form(path, Map.of("requestKey", Codes.next()))
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
    }

    @Test
    void takesAccountsAwayAtTheNextRequest() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var worker = people.staff(StaffRole.GRID_WORKER, cell.id());
        assertThat(worker.get("/console").status()).isEqualTo(200);
        var answer =
                administrator.form("/console/staff/" + worker.staffId() + "/end", Map.of("requestKey", Codes.next()));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(worker.get("/console").status()).isEqualTo(302);
        assertThat(administrator.get("/console/staff/" + worker.staffId()).body())
                .contains("已离岗");
    }

    @Test
    void writesNamesAsTextEverywhere() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var answer = administrator.form("/console/staff", newStaff(login(), EVIL, cell.id(), Codes.next()));
        assertThat(answer.status()).isEqualTo(200);
        var list = administrator.get("/console/staff").body();
        assertThat(list).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
    }

    @Test
    void refusesAFormWithoutThePagesToken() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var form = new java.util.HashMap<>(newStaff(login(), "王小明", cell.id(), Codes.next()));
        form.put("_csrf", "forged");
        assertThat(administrator.form("/console/staff", form).status()).isEqualTo(403);
        assertThat(administrator.get("/console/staff").body()).doesNotContain("王小明");
    }

    @Test
    void decidesARegistrationAndRevealsForAReason() {
        var cell = people.community();
        var resident = people.resident();
        var applied = resident.post(
                "/api/v1/registrations",
                Map.of(
                        "communityId",
                        Long.toString(cell.id()),
                        "name",
                        "张建国",
                        "unit",
                        "区税务局" + EVIL,
                        "branch",
                        "第一支部",
                        "membershipConsent",
                        true));
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        var id = applied.json().path("registrationId").asString();
        var director = people.staff(StaffRole.DIRECTOR, cell.id());

        var list = director.get("/console/members").body();
        assertThat(list).contains("张*国").doesNotContain("张建国").doesNotContain("<img src=x");
        assertThat(director.get("/console/members/" + id).body()).contains("确认报到");
        var stranger = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(stranger.get("/console/members/" + id).status()).isEqualTo(404);
        var confirm = "/console/members/" + id + "/confirm";
        assertThat(stranger.form(confirm, Map.of("requestKey", Codes.next())).status())
                .isEqualTo(404);
        assertThat(director.form(confirm, Map.of("requestKey", Codes.next())).status())
                .isEqualTo(302);
        assertThat(director.get("/console/members/" + id).body()).contains("在册").contains("结束报到");

        var reveal = "/console/residents/" + resident.residentId() + "/reveal";
        assertThat(director.form(reveal, Map.of("reason", "看看")).status()).isEqualTo(400);
        assertThat(director.form(reveal, Map.of("reason", "核对领奖人身份")).body()).contains("张建国");
        assertThat(stranger.form(reveal, Map.of("reason", "核对领奖人身份")).status()).isEqualTo(404);
        var auditor = people.staff(StaffRole.AUDITOR, cell.id());
        assertThat(auditor.get("/console/audit?subject=resident:" + resident.residentId())
                        .body())
                .contains("resident.reveal")
                .contains("staff:" + director.staffId());
    }

    @Test
    void showsAuditorsTheirPartOfTheTrailByWhatTheyAskFor() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        administrator.form("/console/staff", newStaff(login(), "王小明", cell.id(), Codes.next()));
        var auditor = people.staff(StaffRole.AUDITOR, cell.id());
        var elsewhere = people.staff(StaffRole.AUDITOR, people.community().id());
        var actor = "staff:" + administrator.staffId();

        assertThat(auditor.get("/console/audit?actor=" + actor).body()).contains("新增工作人员");
        assertThat(auditor.get("/console/audit?action=staff.end").body()).doesNotContain("新增工作人员");
        assertThat(auditor.get("/console/audit?from=2020-01-01&to=2020-01-02").body())
                .contains("没有符合条件的记录");
        assertThat(auditor.get("/console/audit?from=yesterday").status()).isEqualTo(400);
        assertThat(elsewhere.get("/console/audit?actor=" + actor).body()).doesNotContain("新增工作人员");
    }

    @Test
    @Tag("browser")
    void runsTheProofAndShowsHowFarItIs() {
        var auditor = people.staff(StaffRole.AUDITOR, people.community().id());
        try (var browser = Browser.on(port)) {
            var page = browser.page(auditor);
            page.navigate("/console/proof");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("现在核对"))
                    .click();
            page.getByText("已完成").first().waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            page.reload();
            page.locator(".list .state").first().waitFor();
            browser.picture(page, "proof");
            page.navigate("/console/audit");
            assertThat(Browser.namelessFields(page)).isEmpty();
            browser.picture(page, "audit");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @Tag("browser")
    void looksAfterStaffOnAPhone() {
        var cell = people.community();
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var worker = people.staff(StaffRole.GRID_WORKER, cell.id());
        try (var browser = Browser.on(port)) {
            var page = browser.page(administrator, 390, 800);
            for (var path : List.of(
                    "/console",
                    "/console/staff",
                    "/console/staff/new",
                    "/console/staff/" + worker.staffId(),
                    "/console/account")) {
                page.navigate(path);
                assertThat(Browser.overflow(page)).as(path).isLessThanOrEqualTo(0);
                assertThat(Browser.namelessFields(page)).as(path).isEmpty();
                assertThat(Browser.faintTexts(page)).as(path).isEmpty();
            }
            page.navigate("/console/staff");
            browser.picture(page, "staff-390");
            var wide = browser.page(administrator);
            wide.navigate("/console/staff/" + worker.staffId());
            wide.getByText("办理离岗").first().click();
            browser.picture(wide, "staff-card");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
