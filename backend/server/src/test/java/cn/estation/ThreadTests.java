package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.identity.staff.TestStaff;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import cn.estation.points.rule.TestRules;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.wechat.OfficialAccount;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/**
 * The main job from end to end, as people do it: a phone that sends encrypted messages, the mini-program's API, and the
 * console, each in a real browser where there is something to see.
 */
@EstationTest
@Tag("browser")
class ThreadTests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final String ANSWERED = "EstationDemoTemplate-Answered-0000000000003";

    private final People people;
    private final TestStaff staff;
    private final TestRules rules;
    private final StandIn standIn;
    private final OfficialAccount officialAccount;
    private final Clock clock;
    private final int port;

    @Autowired
    ThreadTests(
            People people,
            TestStaff staff,
            TestRules rules,
            StandIn standIn,
            OfficialAccount officialAccount,
            Clock clock,
            @LocalServerPort int port) {
        this.people = people;
        this.staff = staff;
        this.rules = rules;
        this.standIn = standIn;
        this.officialAccount = officialAccount;
        this.clock = clock;
        this.port = port;
    }

    @Test
    void leadsFromAQuestionToSomethingToTakeHome() throws IOException {
        try (var browser = Browser.on(port)) {
            var community = people.community();
            publishTheMenu();
            publishAGuide(browser, community);
            makeRules(community);
            var phone = phoneOfANewcomer(browser);
            askAndBeAnswered(browser, phone);

            var member = signInWithTheMiniProgram(phone);
            var partyWorker = signInToTheConsole(browser, StaffRole.PARTY_WORKER, "李书记", community);
            register(browser, member, partyWorker, community);

            var task = publishATask(browser, partyWorker, community);
            workOnIt(browser, member, partyWorker, task);
            seeThePoints(browser, member, phone);

            var shopkeeper = signInToTheConsole(browser, StaffRole.SHOPKEEPER, "钱店长", community);
            var item = putOnTheShelf(browser, shopkeeper, community);
            var code = redeem(member, item);
            collectOnce(browser, shopkeeper, code);
            phone.ask("我有多少积分", "您现有兑换分 2 分");

            sayWhatIsWrongAndBeAnswered(browser, phone, member, community);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Ten points an hour, written by one person and approved by another. */
    private void makeRules(GridCell community) {
        rules.hourly(
                people.staff(StaffRole.PARTY_WORKER, community.id()),
                people.staff(StaffRole.DIRECTOR, community.id()),
                community.id(),
                10);
    }

    private void publishTheMenu() throws IOException {
        officialAccount.publishMenu(new ClassPathResource("menu.json").getContentAsString(StandardCharsets.UTF_8));
    }

    /** Written by one person and published by another, on the pages for it. */
    private void publishAGuide(Browser browser, GridCell community) {
        var author = signInToTheConsole(browser, StaffRole.COMMUNITY_WORKER, "赵干事", community);
        author.goTo("办事指南");
        author.open("写一份指南");
        author.sees("保存后由另一位同事审核发布");
        assertThat(author.page().locator("h1")).hasText("写一份指南");
        author.fill(guide(community));
        author.page().locator("[name=topics][value=COMMUNITY]").check();
        browser.picture(author.page(), "thread-01-guide-form");
        author.press("保存草稿");
        author.press("提交审核");
        author.sees("请另一位同事来审核发布");
        var director = signInToTheConsole(browser, StaffRole.DIRECTOR, "王主任", community);
        director.goTo("办事指南");
        director.open("流动图书车借书证");
        browser.picture(director.page(), "thread-02-guide-review");
        director.press("审核无误，发布");
        director.sees("已发布");
        browser.picture(director.page(), "thread-03-guide-published");
    }

    private static Map<String, String> guide(GridCell community) {
        var form = new LinkedHashMap<String, String>();
        form.put("cellId", Long.toString(community.id()));
        form.put("title", "流动图书车借书证办理");
        form.put("kind", "PUBLIC_SERVICE");
        form.put("audience", "PERSON");
        form.put("summary", "办了借书证，就能在流动图书车上借书，一次三本。");
        form.put("aliases", "流动图书车\n借书证怎么办");
        form.put("eligibility", "住在本社区。");
        form.put("documents[0].name", "居民身份证");
        form.put("steps[0].text", "到流动图书车上填一张表，当场领证。");
        form.put("visits", "1");
        form.put("visitReason", "当场领证");
        form.put("place", "社区广场流动图书车");
        form.put("hours", "周三 14:00–17:00");
        form.put("phone", "010-00000001");
        form.put("complaintPhone", "010-00012345");
        form.put("handlingBody", "社区文化站");
        form.put("processing", "IMMEDIATE");
        form.put("effectiveFrom", "2026-01-01");
        return form;
    }

    private PhoneWindow phoneOfANewcomer(Browser browser) {
        Person person = standIn.world()
                .createPerson("thread-" + Codes.next().toLowerCase(java.util.Locale.ROOT), "周建国", "13900000123");
        var phone = PhoneWindow.of(browser.page(1280, 900), standIn.url(), person);
        browser.picture(phone.page(), "thread-04-phone-stranger");
        phone.follow();
        return phone;
    }

    private static void askAndBeAnswered(Browser browser, PhoneWindow phone) {
        var answer = phone.ask("流动图书车借书证怎么办", "社区广场流动图书车");
        assertThat(answer).contains("要带：", "居民身份证", "依据：《流动图书车借书证办理》第 1 版", "机器人自动回复");
        browser.picture(phone.page(), "thread-05-phone-answered");
        phone.tap("查看完整指南", "当场领证");
        phone.ask("宠物鹦鹉打疫苗", "这个我不知道");
        phone.menu("我的", "我的积分", "请打开“党群E站”小程序登录一次");
        browser.picture(phone.page(), "thread-06-phone-miss-and-menu");
    }

    /** The code comes from the phone, what follows is what the mini-program does. */
    private Caller signInWithTheMiniProgram(PhoneWindow phone) {
        var notice = people.stranger().get("/api/v1/privacy-notice").json();
        var session = people.stranger()
                .post(
                        "/api/v1/sessions",
                        Map.of(
                                "code",
                                phone.loginCode(),
                                "noticeVersion",
                                notice.path("version").asString()));
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        return people.stranger().with(session.json().path("accessToken").asString());
    }

    private StaffWindow signInToTheConsole(Browser browser, StaffRole role, String name, GridCell community) {
        return StaffWindow.signedIn(browser.page(), staff, staff.newcomer(role, name, community.id()));
    }

    private static void register(Browser browser, Caller member, StaffWindow partyWorker, GridCell community) {
        var form = Map.of(
                "communityId", Long.toString(community.id()),
                "name", "周建国",
                "unit", "区水务局",
                "branch", "机关第一党支部",
                "skills", "水电维修",
                "membershipConsent", true);
        created(member.post("/api/v1/registrations", form));
        partyWorker.goTo("党员报到");
        browser.picture(partyWorker.page(), "thread-07-registrations");
        partyWorker.open("周*国");
        partyWorker.press("确认报到");
        assertThat(partyWorker.page().locator("#member .state")).hasText("在册");
        browser.picture(partyWorker.page(), "thread-08-registration-confirmed");
    }

    /** A task that began five minutes ago, so that people check in and work can be verified; answers with its number. */
    private String publishATask(Browser browser, StaffWindow partyWorker, GridCell community) {
        var starts = LocalDateTime.ofInstant(clock.instant(), Time.CHINA).minusMinutes(5);
        partyWorker.goTo("志愿任务");
        partyWorker.open("发布任务");
        partyWorker.page().locator("#task-form details summary").click();
        partyWorker.fill(Map.of(
                "communityId", Long.toString(community.id()),
                "title", "清扫 3 号楼楼道",
                "description", "带手套和扫帚，到楼下集合。",
                "place", "3 号楼一单元门口",
                "startsAt", MINUTE.format(starts),
                "endsAt", MINUTE.format(starts.plusHours(2)),
                "places", "5"));
        // What it will be worth follows what is typed; there is nothing to type about it.
        assertThat(partyWorker.page().locator("#worth")).containsText("2 小时 × 10 分/小时 × A 级 1.0 = 20 分");
        browser.picture(partyWorker.page(), "thread-09-task-form");
        partyWorker.press("发布");
        partyWorker.sees("已发布，党员现在可以认领。");
        browser.picture(partyWorker.page(), "thread-10-task-published");
        return number(partyWorker);
    }

    private static void workOnIt(Browser browser, Caller member, StaffWindow partyWorker, String task) {
        created(member.post("/api/v1/tasks/" + task + "/claims", ""));
        partyWorker.page().reload();
        var picture = partyWorker.page().locator(".check-in img.qr");
        assertThat(picture).isVisible();
        browser.picture(partyWorker.page(), "thread-11-check-in-code");
        var code = qrText(picture.screenshot());
        assertThat(code).startsWith("EZ1." + task + ".");
        var checkIn = member.post("/api/v1/tasks/" + task + "/check-in", Map.of("code", code));
        assertThat(checkIn.status()).as(checkIn.body()).isEqualTo(200);

        partyWorker.page().reload();
        browser.picture(partyWorker.page(), "thread-12-checked-in");
        // Still at it: how long that was is not known yet; staff who know say so.
        assertThat(partyWorker.page().getByLabel("服务分钟数")).hasValue("");
        partyWorker.sees("还在服务中，最好等签退后再核实");
        partyWorker.page().getByLabel("服务分钟数").fill("120");
        partyWorker.press("核实");
        partyWorker.sees("120 分钟，B 级，");
        // The ledgers count it a moment later, and the page says what they say.
        await().until(() -> {
            partyWorker.page().reload();
            return partyWorker.page().locator("main").innerText().contains("120 分钟，B 级，20 分");
        });
        browser.picture(partyWorker.page(), "thread-13-verified");
    }

    /** Points come by event, a moment after they were verified. */
    private static void seeThePoints(Browser browser, Caller member, PhoneWindow phone) {
        phone.page()
                .waitForCondition(
                        () -> member.get("/api/v1/points").json().path("points").asLong() == 20);
        var entry = member.get("/api/v1/points/entries?book=POINTS")
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("explanation").asString()).contains("清扫 3 号楼楼道", "2 小时", "10 分/小时", "20 分");
        phone.ask("我有多少积分", "您现有兑换分 20 分");
        phone.ask("这 20 分怎么来的", "清扫 3 号楼楼道");
        browser.picture(phone.page(), "thread-14-phone-points");
    }

    private static String putOnTheShelf(Browser browser, StaffWindow shopkeeper, GridCell community) {
        shopkeeper.goTo("积分超市");
        shopkeeper.page().locator("#content .actions a").first().click();
        shopkeeper.fill(Map.of(
                "communityId", Long.toString(community.id()),
                "name", "大米 5kg",
                "price", "18",
                "pickupPlace", "社区服务大厅",
                "pickupHours", "工作日 9:00—17:00",
                "stock", "1"));
        browser.picture(shopkeeper.page(), "thread-15-item-form");
        shopkeeper.press("保存");
        shopkeeper.press("上架");
        assertThat(shopkeeper.page().locator("#item .state")).hasText("在架");
        browser.picture(shopkeeper.page(), "thread-16-item-listed");
        return number(shopkeeper);
    }

    private static String redeem(Caller member, String item) {
        var redeemed = created(member.post("/api/v1/mall/redemptions", Map.of("itemId", item, "expectedPrice", 18)));
        var redemption = redeemed.json().path("redemptionId").asString();
        return member.get("/api/v1/mall/redemptions/" + redemption + "/code")
                .json()
                .path("code")
                .asString();
    }

    /** At the counter, where the screen is a phone's. */
    private static void collectOnce(Browser browser, StaffWindow shopkeeper, String code) {
        var page = shopkeeper.page();
        page.setViewportSize(390, 800);
        page.navigate("/console/mall/collect");
        page.getByLabel("领取码").fill(code);
        shopkeeper.press("领取");
        assertThat(page.getByText("请交付：大米 5kg 1 件")).isVisible();
        browser.picture(page, "thread-17-collected");
        page.getByLabel("领取码").fill(code);
        shopkeeper.press("领取");
        assertThat(page.locator("#collect [role=alert]")).containsText("不能重复领取");
        assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
        browser.picture(page, "thread-18-collected-twice");
    }

    private void sayWhatIsWrongAndBeAnswered(Browser browser, PhoneWindow phone, Caller member, GridCell community) {
        phone.allowOnce(ANSWERED);
        created(member.post("/api/v1/notices/consents", Map.of("templateId", ANSWERED, "result", "accept")));
        phone.ask("我要投诉", "请用一条消息说清");
        phone.ask("3 号楼二单元楼道灯坏了一星期，老人上楼看不见。", "收到了，编号");
        browser.picture(phone.page(), "thread-19-phone-feedback");

        var worker = signInToTheConsole(browser, StaffRole.COMMUNITY_WORKER, "孙干事", community);
        worker.goTo("投诉建议");
        browser.picture(worker.page(), "thread-20-feedback-list");
        worker.open("3 号楼二单元楼道灯坏了");
        worker.fill(Map.of("text", "今天下午电工上门，换了新灯。谢谢您告诉我们。"));
        browser.picture(worker.page(), "thread-21-feedback-answer");
        worker.press("答复");
        worker.sees("今天下午电工上门");
        browser.picture(worker.page(), "thread-22-feedback-answered");

        assertThat(phone.subscriptionMessages()).hasCount(1);
        assertThat(phone.subscriptionMessages().last()).containsText("咨询回复通知");
        browser.picture(phone.page(), "thread-23-phone-feedback-answered");
        var mine = member.get("/api/v1/feedback").json().path("items").path(0);
        var read = member.get("/api/v1/feedback/" + mine.path("requestId").asString());
        assertThat(read.json().path("answer").asString()).contains("换了新灯");
    }

    private static Answer created(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /** The number at the end of the address of the page. */
    private static String number(StaffWindow window) {
        var url = window.page().url();
        assertThat(url).matches(".*/[0-9]+");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** What a phone's camera reads off the screen. */
    private static String qrText(byte[] screenshot) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(screenshot));
            int width = image.getWidth();
            int height = image.getHeight();
            var pixels = image.getRGB(0, 0, width, height, null, 0, width);
            var source = new RGBLuminanceSource(width, height, pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (ReaderException unreadable) {
            throw new AssertionError("no QR code can be read off the screen", unreadable);
        }
    }
}
