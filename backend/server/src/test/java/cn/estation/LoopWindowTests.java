package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import cn.estation.task.TestTasks;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * 报到接收 — 接单到岗 — 精准服务 — 评价反馈 — 结果应用: members through the API, staff in a real browser, nothing behind
 * their backs but the passing of time.
 */
@EstationTest
@Tag("browser")
class LoopWindowTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final People people;
    private final TestTasks tasks;
    private final Clock clock;
    private final int port;
    private GridCell community;

    @Autowired
    LoopWindowTests(People people, TestTasks tasks, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.tasks = tasks;
        this.clock = clock;
        this.port = port;
        this.community = people.community();
    }

    @Test
    void goesOnceAroundTheLoop() throws InterruptedException {
        var worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        var keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        var here = people.resident();
        var absent = people.resident();
        try (var browser = Browser.on(port)) {
            var party = browser.page(worker);
            var boss = browser.page(director);

            received(browser, party, here, "李小梅");
            received(browser, party, absent, "周大山");

            var task = published(party);
            claim(here, task);
            claim(absent, task);
            worked(browser, party, here, task);
            tasks.shift(Long.parseLong(task), Duration.ofHours(-3));
            tasks.close();

            contested(browser, party, boss, absent, task);
            evaluated(browser, party, here, task);
            adjusted(browser, party, boss, here);
            takenHome(browser, boss, keeper, here);
            attested(browser, party, here);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** 报到接收: applied for in the mini-program, confirmed on its page. */
    private void received(Browser browser, Page party, Caller resident, String name) {
        var applied = resident.post(
                "/api/v1/registrations",
                Map.of(
                        "communityId",
                        "" + community.id(),
                        "name",
                        name,
                        "unit",
                        "区水务局",
                        "branch",
                        "机关第一党支部",
                        "skillCodes",
                        List.of("REPAIR"),
                        "freeTimes",
                        List.of("WEEKEND_MORNING"),
                        "membershipConsent",
                        true));
        assertThat(applied.status()).as(applied.body()).isEqualTo(201);
        party.navigate("/console");
        assertThat(party.locator("body")).containsText("报到");
        party.navigate("/console/members?status=SUBMITTED");
        party.locator("#rows a").first().click();
        assertThat(party.locator("dl.facts").first()).containsText("区水务局");
        press(party, "确认报到");
        assertThat(party.locator("body")).containsText("已确认报到，对方可以认领任务了。");
        browser.picture(party, "loop-01-received");
        assertThat(notices(resident)).contains("MEMBER_CONFIRMED");
    }

    /** Published in the few fields that must be filled. */
    private String published(Page party) {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).plusMinutes(20);
        party.navigate("/console/task/new");
        party.locator("[name=title]").fill("修老人家的水龙头");
        party.locator("[name=description]").fill("带扳手，到楼下集合。");
        party.locator("[name=place]").fill("3 号楼一单元门口");
        party.locator("[name=startsAt]").fill(MINUTE.format(starts));
        party.locator("[name=endsAt]").fill(MINUTE.format(starts.plusHours(2)));
        party.locator("[name=places]").fill("5");
        press(party, "发布");
        assertThat(party.locator("body")).containsText("已发布，党员现在可以认领。");
        return party.url().substring(party.url().lastIndexOf('/') + 1);
    }

    private static void claim(Caller member, String task) {
        assertThat(member.post("/api/v1/tasks/" + task + "/claims", "").status())
                .isEqualTo(201);
    }

    /** 到岗: the codes that the screen shows, read off it as a phone would, for coming and for leaving. */
    private void worked(Browser browser, Page party, Caller member, String task) {
        party.navigate("/console/task/" + task);
        var coming = party.locator("#check-in-code").innerText();
        assertThat(coming).startsWith("EZ1.");
        browser.picture(party, "loop-02-check-in");
        assertThat(member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", coming))
                        .status())
                .isEqualTo(200);
        tasks.shift(Long.parseLong(task), Duration.ofMinutes(-140 + 5));
        party.navigate("/console/task/today");
        assertThat(party.locator("body")).containsText("还没到");
        party.navigate("/console/task/" + task);
        press(party, "换成签退码");
        assertThat(party.locator("#check-in-code")).containsText("EZ2.");
        var leaving = party.locator("#check-in-code").innerText();
        var left = member.post("/api/v1/tasks/" + task + "/check-out", Map.of("code", leaving));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
    }

    /** Noted as absent, contested within the two days, not decided by who published, excused by somebody else. */
    private void contested(Browser browser, Page party, Page boss, Caller absent, String task) {
        var claim = absent.get("/api/v1/claims").json().path("items").get(0);
        assertThat(claim.path("status").asString()).isEqualTo("NO_SHOW_PENDING");
        var contest = absent.post("/api/v1/tasks/" + task + "/claims/mine/contest", Map.of("text", "送孩子去医院，来不及放弃。"));
        assertThat(contest.status()).as(contest.body()).isEqualTo(200);

        party.navigate("/console/task/" + task);
        assertThat(party.locator("body")).containsText("任务是您发布的，申诉请由另一位同事裁定；7 天没有裁定");
        assertThat(party.getByText("裁定申诉")).hasCount(0);
        browser.picture(party, "loop-03-not-by-the-publisher");
        boss.navigate("/console/task/" + task);
        assertThat(boss.locator("body")).containsText("送孩子去医院");
        decide(boss, "看过挂号单。", "EXCUSED");
        assertThat(boss.locator("body")).containsText("已裁定，结果会告诉本人。");
        assertThat(boss.locator(".contest")).containsText("已谅解");
        assertThat(boss.locator(".contest")).containsText("裁定“情有可原，不计未到”");
        assertThat(boss.locator(".contest")).containsText("看过挂号单。");
        browser.picture(boss, "loop-04-excused");

        assertThat(absent.get("/api/v1/claims")
                        .json()
                        .path("items")
                        .get(0)
                        .path("status")
                        .asString())
                .isEqualTo("EXCUSED");
        assertThat(notices(absent)).contains("TASK_CONTEST_DECIDED");
        assertThat(points(absent)).isZero();
    }

    /** 评价反馈: passed with stars; the points follow and say how they come about. */
    private void evaluated(Browser browser, Page party, Caller member, String task) throws InterruptedException {
        party.navigate("/console/task/" + task);
        var row = party.locator("tr", new Page.LocatorOptions().setHasText("服务分钟数"));
        row.locator("[name=stars]").selectOption("5");
        browser.picture(party, "loop-05-evaluate");
        row.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("核实").setExact(true))
                .click();
        assertThat(party.locator("body")).containsText("已核实，得分按赋分细则随即计入。");
        awaitPoints(member);

        var claim = member.get("/api/v1/claims").json().path("items").get(0);
        assertThat(claim.path("status").asString()).isEqualTo("SETTLED");
        assertThat(claim.path("stars").asInt()).isEqualTo(5);
        var entry = member.get("/api/v1/points/entries?book=POINTS")
                .json()
                .path("items")
                .get(0);
        assertThat(entry.path("grade").asString()).isEqualTo("A");
        assertThat(entry.path("explanation").asString()).contains("修老人家的水龙头", "× A 级 1.0 =");
    }

    /** 结果应用, by hand: proposed by one, refused to the same, approved by another, said to the member. */
    private void adjusted(Browser browser, Page party, Page boss, Caller member) {
        long before = points(member);
        party.navigate("/console/points/members/" + member.residentId());
        party.getByLabel("加减多少分").fill("20");
        party.getByLabel("原因").fill("补录上周抢修水管的服务");
        press(party, "提出");
        assertThat(party.locator("#adjustments")).containsText("待审批");
        assertThat(party.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("通过").setExact(true)))
                .hasCount(0);
        assertThat(points(member)).isEqualTo(before);
        boss.navigate("/console");
        assertThat(boss.locator("body")).containsText("积分调整待审批");
        boss.navigate("/console/points/adjustments?status=PROPOSED");
        browser.picture(boss, "loop-06-adjustment");
        press(boss, "通过");
        assertThat(boss.locator("body")).containsText("已通过并入账");
        assertThat(points(member)).isEqualTo(before + 20);
        assertThat(member.get("/api/v1/points/entries?book=POINTS")
                        .json()
                        .path("items")
                        .get(0)
                        .path("explanation")
                        .asString())
                .contains("补录上周抢修水管的服务");
    }

    /** The mall: shelved on a desk, redeemed in the mini-program, scanned on the counter's phone, once. */
    private void takenHome(Browser browser, Page boss, Caller keeper, Caller member) {
        boss.navigate("/console/mall/items/new");
        boss.locator("[name=name]").fill("大米 5kg");
        boss.locator("[name=price]").fill("18");
        boss.locator("[name=pickupPlace]").fill("社区服务大厅");
        boss.locator("[name=pickupHours]").fill("工作日 9:00—17:00");
        boss.locator("[name=stock]").fill("3");
        press(boss, "保存");
        press(boss, "上架");
        assertThat(boss.locator("#item .state").first()).hasText("在架");
        browser.picture(boss, "loop-07-shelf");
        var item = boss.url().substring(boss.url().lastIndexOf('/') + 1);

        long before = points(member);
        var redeemed = member.post("/api/v1/mall/redemptions", Map.of("itemId", item, "expectedPrice", 18));
        assertThat(redeemed.status()).as(redeemed.body()).isEqualTo(201);
        assertThat(points(member)).isEqualTo(before - 18);
        var redemption = redeemed.json().path("redemptionId").asString();
        var token = member.get("/api/v1/mall/redemptions/" + redemption + "/code")
                .json()
                .path("token")
                .asString();

        var phone = browser.page(keeper, 390, 844);
        sees(phone, token);
        phone.navigate("/console/mall/collect");
        phone.locator("#scan").click();
        assertThat(phone.locator(".note-good")).containsText("请交付：大米 5kg 1 件");
        browser.picture(phone, "loop-08-handed-over");
        phone.locator("#scan").click();
        assertThat(phone.locator(".note-bad")).containsText("不能重复领取");
        assertThat(Browser.overflow(phone)).isLessThanOrEqualTo(0);
        browser.picture(phone, "loop-09-not-twice");
        assertThat(member.get("/api/v1/mall/redemptions/" + redemption)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("COLLECTED");
    }

    /** 结果应用: the year's statement, and anybody who holds it checks it. */
    private void attested(Browser browser, Page party, Caller member) {
        party.navigate("/console/points/members/" + member.residentId());
        press(party, "出具证明");
        assertThat(party.locator(".paper")).containsText("考评证明");
        var code = party.locator(".paper .code").innerText();
        browser.picture(party, "loop-10-statement");

        var anybody = browser.page(390, 844);
        var checked = anybody.navigate("/open/points-statements/" + code);
        assertThat(checked.status()).isEqualTo(200);
        assertThat(anybody.locator("body")).containsText("与本系统出具的一致");
        assertThat(anybody.locator(".paper")).containsText("用 18 分");
        assertThat(anybody.locator(".paper")).containsText("1 次");
        assertThat(anybody.locator("body")).not().containsText("李小梅");
        assertThat(Browser.overflow(anybody)).isLessThanOrEqualTo(0);
        browser.picture(anybody, "loop-11-checked");
        var drawn = (Boolean) anybody.evaluate("() => document.querySelector('img.qr').naturalWidth > 0");
        assertThat(drawn).isTrue();
        var forged = (code.charAt(0) == '2' ? '3' : '2') + code.substring(1);
        assertThat(anybody.navigate("/open/points-statements/" + forged).status())
                .isEqualTo(404);
        assertThat(anybody.locator("body")).containsText("没有这份证明");
        assertThat(member.get("/api/v1/points/statements")
                        .json()
                        .path("items")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo(code);
    }

    /** A camera that sees the member's phone. */
    private static void sees(Page phone, String token) {
        phone.addInitScript("""
                window.BarcodeDetector = class {
                  static getSupportedFormats() { return Promise.resolve(['qr_code']); }
                  detect() { return Promise.resolve([{rawValue: '%s'}]); }
                };
                const canvas = document.createElement('canvas');
                Object.defineProperty(navigator, 'mediaDevices',
                  {value: {getUserMedia: () => Promise.resolve(canvas.captureStream())}});
                HTMLMediaElement.prototype.play = () => Promise.resolve();""".formatted(token));
    }

    private static void decide(Page page, String why, String ruling) {
        press(page, "裁定申诉");
        var dialog = page.locator("dialog[open]");
        dialog.locator("select").selectOption(ruling);
        dialog.locator("textarea").fill(why);
        dialog.locator("button[type=submit]").click();
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static long points(Caller member) {
        return member.get("/api/v1/points").json().path("points").asLong();
    }

    private static void awaitPoints(Caller member) throws InterruptedException {
        for (int patience = 100; patience > 0 && points(member) == 0; patience--) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(points(member)).isPositive();
    }

    /** The kinds of what the member was told, waited for a little: notices follow the deed. */
    private static List<String> notices(Caller member) {
        var told = List.<String>of();
        for (int patience = 50; patience > 0 && told.isEmpty(); patience--) {
            told = member.get("/api/v1/notices")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(notice -> notice.path("kind").asString())
                    .toList();
        }
        return told;
    }
}
