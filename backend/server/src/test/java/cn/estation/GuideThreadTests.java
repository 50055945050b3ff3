package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideSearch;
import cn.estation.identity.StaffRole;
import cn.estation.identity.staff.TestStaff;
import cn.estation.kernel.Codes;
import cn.estation.sandbox.wechat.StandIn;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Guides and the chat from end to end, as people use them: staff write, review and mend in the console, a resident asks on
 * a phone whose messages come encrypted, and whatever happens between runs by the service's own clocks.
 */
@EstationTest
@Tag("browser")
class GuideThreadTests {

    private static final String POINTS = """
            {"points":[
             {"code":"$-p1","cell":"$-c1","name":"东社区服务中心","level":"COMMUNITY","address":"东路1号","longitude":118.780000,
              "latitude":32.070000,"phone":"010-00000011","hours":"周一至周五 9:00-12:00、13:30-17:00","assisted":true,"counters":[
               {"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]}]}""";

    private static final String KITE = "风筝放飞登记";
    private static final String UNKNOWN = "阳台上能不能养信鸽";
    private static final String PIGEONS = "每户最多养十只信鸽，先到东社区服务中心登记，阳台要装围网。";
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private final People people;
    private final TestPlaces places;
    private final TestStaff staff;
    private final GuideSearch search;
    private final StandIn standIn;
    private final int port;

    @Autowired
    GuideThreadTests(
            People people,
            TestPlaces places,
            TestStaff staff,
            GuideSearch search,
            StandIn standIn,
            @LocalServerPort int port) {
        this.people = people;
        this.places = places;
        this.staff = staff;
        this.search = search;
        this.standIn = standIn;
        this.port = port;
    }

    @Test
    void leadsFromAGuideToThePersonsOwnCardAndTheRightDoor() {
        try (var browser = Browser.on(port)) {
            var town = places.town().with("service-points", POINTS);
            writeAndPublish(browser, town);
            sendToTheCounter(browser, town);
            var phone = newcomer(browser);
            signIn(phone, town);
            openTheCard(browser, askForTheCard(browser, phone));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Two guides that are alike, so that a vague question has two answers; the one of the story goes over two desks. */
    private void writeAndPublish(Browser browser, Town town) {
        long community = town.cell("c1").id();
        GuideFixture.published(people, community, "风筝教练证换发");
        var writer = people.staff(StaffRole.COMMUNITY_WORKER, community);
        var written = writer.form("/console/guides", kiteGuide(community));
        long guide = GuideFixture.idOf(written);

        var author = StaffWindow.of(browser.page(writer));
        author.goTo("办事指南");
        author.open(KITE);
        author.sees("为什么不能来？");
        author.press("提交审核");
        author.sees("请另一位同事来审核发布");
        assertThat(author.page().getByText("审核无误，发布")).hasCount(0);
        browser.picture(author.page(), "guides-01-waits-for-review");

        var director = signedIn(browser, StaffRole.DIRECTOR, "王主任", town);
        director.goTo("办事指南");
        director.open(KITE);
        assertThat(GuideFixture.found(people.stranger(), KITE)).doesNotContain(Long.toString(guide));
        browser.picture(director.page(), "guides-02-review");
        director.press("审核无误，发布");
        director.sees("已发布");
        assertThat(director.page().locator(".phone-screen")).containsText("要多带 代办人身份证");
        director.sees("要多带 代办人身份证");
        looks(browser, director.page(), "guides-03-published");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> search.search(KITE, 3).stream().anyMatch(hit -> hit.guideId() == guide));
    }

    private static Map<String, String> kiteGuide(long community) {
        var form = new HashMap<>(GuideFixture.form(community, KITE));
        form.put("summary", "在社区广场放风筝前先来登记。");
        form.put("aliases", "放纸鸢登记");
        form.put("useLevel", "COMMUNITY");
        form.put("documents[2].id", "agent-id");
        form.put("documents[2].name", "代办人身份证");
        form.put("documents[2].copies", "1");
        form.put("circumstances[0].id", "who");
        form.put("circumstances[0].question", "谁来办？");
        form.put("circumstances[0].options[0].id", "self");
        form.put("circumstances[0].options[0].text", "我本人来");
        form.put("circumstances[0].options[1].id", "agent");
        form.put("circumstances[0].options[1].text", "家里人代办");
        form.put("circumstances[0].options[1].next", "why");
        form.put("circumstances[0].options[1].effects[0].kind", "ADD_DOCUMENT");
        form.put("circumstances[0].options[1].effects[0].document", "agent-id");
        form.put("circumstances[1].id", "why");
        form.put("circumstances[1].question", "为什么不能来？");
        form.put("circumstances[1].options[0].id", "ill");
        form.put("circumstances[1].options[0].text", "行动不便");
        form.put("circumstances[1].options[0].effects[0].kind", "PLACE");
        form.put("circumstances[1].options[0].effects[0].text", "可以上门办");
        form.put("circumstances[1].options[1].id", "away");
        form.put("circumstances[1].options[1].text", "在外地");
        return form;
    }

    /** A window of its own for it, opened in the console. */
    private void sendToTheCounter(Browser browser, Town town) {
        var director = signedIn(browser, StaffRole.DIRECTOR, "钱主任", town);
        director.goTo("服务点");
        director.open("东社区服务中心");
        director.open("添加窗口");
        var page = director.page();
        page.getByLabel("名称").first().fill("6号文体窗口");
        page.getByLabel("按名称找事项").fill(KITE);
        page.getByLabel(KITE).check();
        director.press("保存");
        director.sees("6号文体窗口");
        director.sees(KITE);
        looks(browser, page, "guides-04-counter");
    }

    private String askForTheCard(Browser browser, PhoneWindow phone) {
        var choices = phone.ask("风筝", "您是不是想问");
        assertThat(choices).contains(KITE, "风筝教练证换发");
        browser.picture(phone.page(), "guides-05-did-you-mean");
        phone.tap(KITE, "谁来办？");
        browser.picture(phone.page(), "guides-06-who-comes");
        assertThat(phone.ask("2", "为什么不能来？")).contains("行动不便", "在外地");
        var card = phone.ask("第二个", "您的办事卡");
        assertThat(card)
                .contains(KITE, "家里人代办", "居民身份证", "代办人身份证", "东社区服务中心", "6号文体窗口", "依据：《" + KITE + "》第 1 版", "机器人自动回复");
        browser.picture(phone.page(), "guides-07-card-in-the-chat");
        return phone.page()
                .locator("#chat a[href*='/cards/']")
                .last()
                .getAttribute("href")
                .replaceFirst("^https?://[^/]+", "");
    }

    /** What the family gets: on a phone, in large type, by the link alone. */
    private void openTheCard(Browser browser, String path) {
        var page = browser.page(390, 844);
        assertThat(page.navigate(path).status()).isEqualTo(200);
        assertThat(page.locator("h1")).hasText(KITE);
        assertThat(page.locator(".chosen li")).hasText(new String[] {"谁来办？ 家里人代办", "为什么不能来？ 在外地"});
        assertThat(page.locator(".documents strong")).hasText(new String[] {"居民身份证", "户口簿", "代办人身份证"});
        assertThat(page.locator(".where")).containsText("东社区服务中心，6号文体窗口，东路1号");
        assertThat(page.locator(".when")).containsText("周一至周五 9:00-12:00、13:30-17:00");
        assertThat(page.locator(".now")).containsText("现在去");
        assertThat(page.locator(".now").innerText()).containsPattern("现在(开着|没开|关着|休息)|[上下]午|开门");
        assertThat((Double)
                        page.evaluate("Math.min(...[...document.querySelectorAll('main .documents strong, main .where,"
                                + " main .now')].map(e => parseFloat(getComputedStyle(e).fontSize))) + 0.001"))
                .isGreaterThanOrEqualTo(24);
        assertThat(page.locator(".booking")).hasCount(0);
        looks(browser, page, "guides-08-card-page");
    }

    @Test
    void turnsAMissIntoAnAnswerAndFetchesPeopleWherePeopleAreNeeded() {
        try (var browser = Browser.on(port)) {
            var town = places.town().with("service-points", POINTS);
            var phone = newcomer(browser);
            var resident = signIn(phone, town);
            phone.ask(UNKNOWN, "这个我不知道");
            browser.picture(phone.page(), "guides-09-miss");
            var mending = answerTheMiss(browser, town);
            approve(browser, town, mending);
            hearOfTheAnswer(browser, phone);

            callForHelp(browser, phone, resident, town);
            talkToAPerson(browser, phone, town);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Answers with the page of what was proposed. */
    private String answerTheMiss(Browser browser, Town town) {
        var author = signedIn(browser, StaffRole.COMMUNITY_WORKER, "赵干事", town);
        author.goTo("未答问题");
        untilSees(author, "/console/misses", UNKNOWN);
        looks(browser, author.page(), "guides-10-misses");
        author.open(UNKNOWN);
        author.open("写一条固定答复");
        author.fill(Map.of(
                "answer", PIGEONS, "cellId", Long.toString(town.cell("c1").id())));
        browser.picture(author.page(), "guides-11-standing-answer");
        author.press("提交审核");
        author.sees("这是您自己写的，请由另一位同事审核");
        assertThat(author.page().getByText("审核通过并告知")).hasCount(0);
        return author.page().url().replaceFirst("^https?://[^/]+", "");
    }

    private void approve(Browser browser, Town town, String mending) {
        var reviewer = signedIn(browser, StaffRole.DIRECTOR, "王主任", town);
        reviewer.goTo("答复审核");
        assertThat(reviewer.page().locator("#rows a").first()).hasAttribute("href", mending);
        untilSees(reviewer, mending, "现在答得上的");
        var mended = reviewer.page().locator("#mending tbody tr", new Page.LocatorOptions().setHasText(UNKNOWN));
        assertThat(mended.first()).containsText("没答上");
        looks(browser, reviewer.page(), "guides-12-replay");
        reviewer.press("审核通过并告知");
        reviewer.sees("已生效");
        untilSees(reviewer, mending, "已发客服消息");
        looks(browser, reviewer.page(), "guides-13-told");
    }

    private static void hearOfTheAnswer(Browser browser, PhoneWindow phone) {
        var told = phone.page().locator("#chat .message[data-kind=CUSTOMER_SERVICE] .bubble");
        assertThat(told).hasCount(1);
        assertThat(told).containsText("您之前问的“" + UNKNOWN + "”，现在有答案了");
        assertThat(told).containsText(PIGEONS);
        browser.picture(phone.page(), "guides-14-told");
        assertThat(phone.ask(UNKNOWN + "？", PIGEONS)).contains("东社区", "依据：", "机器人自动回复");
        browser.picture(phone.page(), "guides-15-answered");
    }

    private void callForHelp(Browser browser, PhoneWindow phone, Caller resident, Town town) {
        var worker = StaffWindow.signedIn(
                browser.page(390, 844),
                staff,
                staff.newcomer(StaffRole.GRID_WORKER, "李网格", town.cell("g2").id()));
        assertThat(worker.page().locator(".alarm")).hasCount(0);
        var answer = phone.ask("三楼厨房着火了", "119");
        assertThat(answer.lines().findFirst().orElseThrow()).contains("119");
        assertThat(answer).contains("已通知社区值班人员");
        browser.picture(phone.page(), "guides-16-help");

        assertThat(worker.page().locator(".alarm")).containsText("有 1 件紧急求助没人接", PATIENTLY);
        assertThat(worker.page().locator(".alarm")).containsText("火情");
        browser.picture(worker.page(), "guides-17-banner");
        worker.page().locator(".alarm a").click();
        worker.sees("三楼厨房着火了");
        looks(browser, worker.page(), "guides-18-alert");
        worker.press("我来处理");
        assertThat(worker.page().getByLabel("处理情况")).isVisible();
        assertThat(worker.page().locator(".alarm")).hasCount(0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> resident.get("/api/v1/notices").body().contains("社区工作人员已接到您的求助"));
        worker.fill(Map.of("note", "到场查看，锅烧干了，已关火开窗。"));
        worker.press("处理完了");
        worker.sees("锅烧干了");
        looks(browser, worker.page(), "guides-19-alert-closed");
    }

    private void talkToAPerson(Browser browser, PhoneWindow phone, Town town) {
        phone.ask("转人工", "第一位");
        var worker = signedIn(browser, StaffRole.COMMUNITY_WORKER, "孙干事", town);
        worker.goTo("人工接待");
        worker.page().locator("#rows a").first().click();
        worker.sees(UNKNOWN);
        worker.press("我来接待");
        worker.fill(Map.of("text", "您好，我是东社区的小孙，您家现在安全吗？"));
        worker.press("发送");
        assertThat(worker.page().locator("#lines")).containsText("我是东社区的小孙");
        assertThat(phone.page().locator("#chat")).containsText("我是东社区的小孙", PATIENTLY);
        assertThat(phone.page().locator("#chat")).containsText("工作人员回复");
        phone.page()
                .getByLabel("消息", new Page.GetByLabelOptions().setExact(true))
                .fill("安全了，谢谢小孙");
        phone.page().locator("#send").click();
        assertThat(worker.page().locator("#lines")).containsText("安全了，谢谢小孙", PATIENTLY);
        looks(browser, worker.page(), "guides-20-desk");
        browser.picture(phone.page(), "guides-21-person");
        worker.press("结束，回到机器人");
        assertThat(phone.page().locator("#chat")).containsText("由机器人回答", PATIENTLY);
        phone.ask(UNKNOWN, PIGEONS);
        browser.picture(phone.page(), "guides-22-bot-again");
    }

    private PhoneWindow newcomer(Browser browser) {
        var person =
                standIn.world().createPerson("guides-" + Codes.next().toLowerCase(Locale.ROOT), "周建国", "13900000123");
        var phone = PhoneWindow.of(browser.page(1280, 900), standIn.url(), person);
        phone.follow();
        return phone;
    }

    /** In the mini-program, where the person also says where home is. */
    private Caller signIn(PhoneWindow phone, Town town) {
        var notice = people.stranger().get("/api/v1/privacy-notice").json();
        var version = notice.path("version").asString();
        var session =
                people.stranger().post("/api/v1/sessions", Map.of("code", phone.loginCode(), "noticeVersion", version));
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        var resident = people.stranger().with(session.json().path("accessToken").asString());
        var community = Long.toString(town.cell("c1").id());
        assertThat(resident.put("/api/v1/me/community", Map.of("communityId", community))
                        .status())
                .isEqualTo(204);
        var building = Long.toString(town.cell("b3").id());
        var home = resident.put("/api/v1/me/home", Map.of("buildingId", building));
        assertThat(home.status()).as(home.body()).isEqualTo(200);
        return resident;
    }

    private StaffWindow signedIn(Browser browser, StaffRole role, String name, Town town) {
        var who = staff.newcomer(role, name, town.cell("c1").id());
        return StaffWindow.signedIn(browser.page(), staff, who);
    }

    /** Looks again every second until the page says this: what runs by the service's own clock takes its seconds. */
    private static void untilSees(StaffWindow window, String path, String text) {
        await().pollInSameThread()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(45))
                .until(() -> {
                    window.page().navigate(path);
                    return window.page().locator("#content").innerText().contains(text);
                });
    }

    private static void looks(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEqualTo(List.of());
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }
}
