package cn.estation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideSearch;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.DistrictPart;
import cn.estation.sandbox.wechat.StandIn;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The chat on a phone and in the console, in real browsers: to the personal card, to a person, and to help. */
@EstationTest
@Tag("browser")
class ChatWindowTests {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private final People people;
    private final StandIn standIn;
    private final GuideSearch search;
    private final List<DistrictPart> parts;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final int port;

    @Autowired
    ChatWindowTests(
            People people,
            StandIn standIn,
            GuideSearch search,
            List<DistrictPart> parts,
            TransactionTemplate transaction,
            JsonMapper json,
            @LocalServerPort int port) {
        this.people = people;
        this.standIn = standIn;
        this.search = search;
        this.parts = parts;
        this.transaction = transaction;
        this.json = json;
        this.port = port;
    }

    private PhoneWindow newcomer(Browser browser) {
        var person =
                standIn.world().createPerson("chat-" + Codes.next().toLowerCase(Locale.ROOT), "周建国", "13900000123");
        var phone = PhoneWindow.of(browser.page(1280, 900), standIn.url(), person);
        phone.follow();
        return phone;
    }

    private Caller districtDirector() {
        return people.staff(
                StaffRole.DIRECTOR,
                people.above(people.above(people.community())).id());
    }

    @Test
    void leadsFromAVagueQuestionToThePersonalCard() {
        loadGuides("滑翔伞起飞登记", "滑翔伞教练证换发");
        try (var browser = Browser.on(port)) {
            var phone = newcomer(browser);

            phone.ask("滑翔伞", "您是不是想问");
            phone.tap("滑翔伞起飞登记", "谁来办？");
            browser.picture(phone.page(), "chat-01-guide-and-question");
            phone.tap("家里人代办", "为什么不能来？");
            phone.tap("在外地", "您的办事卡");
            browser.picture(phone.page(), "chat-02-card");
            phone.ask("在哪办", "依据");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void answersWhatIsNoTextFromTheButtonsOfThePhone() {
        loadGuides("热气球升空备案");
        try (var browser = Browser.on(port)) {
            var phone = newcomer(browser);

            phone.speak("热气球升空备案怎么办。", "【热气球升空备案】");
            phone.speak("", "没听清");
            phone.sendPlace("外地（附近没有服务点）", "要办什么事");
            phone.answered("发图片", "看不懂");
            phone.answered("发视频", "看不懂");
            phone.answered("发动画表情", "看不懂");
            browser.picture(phone.page(), "chat-16-other-kinds");
            assertThat(phone.page().locator("#chat")).containsText("[动画表情]");
            assertThat(Browser.namelessFields(phone.page())).isEmpty();

            phone.ask("天上有几颗星星", "这个我不知道");
            phone.ask("股票什么时候涨", "这个我不知道");
            browser.picture(phone.page(), "chat-17-honest");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void loadGuides(String... titles) {
        var cell = people.community().code();
        var content = json.valueToTree(Map.of(
                "guides", Stream.of(titles).map(title -> guide(cell, title)).toList()));
        var loader = parts.stream()
                .filter(part -> part.name().equals("guides"))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> loader.load(content));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> search.search(titles[0], 3).size() >= titles.length);
    }

    private static ObjectNode guide(String cell, String title) {
        var guide = GuideFixture.json(title);
        guide.put("code", "glide-" + Codes.next()).put("cell", cell).put("summary", title + "，先来登记。");
        guide.putArray("aliases");
        return guide;
    }

    @Test
    void aCallForHelpStandsOnThePageUntilSomebodyTakesIt() {
        try (var browser = Browser.on(port)) {
            var phone = newcomer(browser);
            var director = districtDirector();
            var console = browser.page(director);
            console.navigate("/console/chats");
            phone.ask("楼下着火了，快来人", "119");
            browser.picture(phone.page(), "chat-03-emergency-phone");

            assertThat(console.locator(".alarm")).containsText("紧急求助没人接", PATIENTLY);
            browser.picture(console, "chat-04-banner");
            look(browser, console, "/console/alerts", "chat-05-alerts");
            console.locator("#rows").getByText("火情").first().click();
            browser.picture(console, "chat-06-alert");
            console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("我来处理"))
                    .click();
            console.getByLabel("处理情况").fill("到场查看，是烧烤的烟。");
            console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("处理完了"))
                    .click();
            assertThat(console.locator("#content")).containsText("到场查看");
            browser.picture(console, "chat-07-alert-closed");
            look(browser, console, "/console/duty", "chat-08-duty");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aPersonTakesOverAndGivesBack() {
        try (var browser = Browser.on(port)) {
            var phone = newcomer(browser);
            var director = districtDirector();
            var console = browser.page(director);
            phone.ask("我家老房子加装电梯谁管", "");
            phone.ask("转人工", "已为您转接工作人员");
            look(browser, console, "/console/chats", "chat-09-waiting");
            // The newest of those who wait; below them are the conversations that others have taken.
            console.locator("#rows tr", new Page.LocatorOptions().setHasText("排队"))
                    .last()
                    .locator("a")
                    .click();
            console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("我来接待"))
                    .click();
            console.getByLabel("回复").fill("您好，加装电梯找三楼住建窗口，我帮您约。");
            console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发送"))
                    .click();
            assertThat(console.locator("#lines")).containsText("三楼住建窗口");
            assertThat(phone.page().locator("body")).containsText("三楼住建窗口", PATIENTLY);
            assertThat(phone.page().locator("body")).containsText("工作人员回复");
            browser.picture(console, "chat-10-conversation");
            browser.picture(phone.page(), "chat-11-person-answers");
            assertThat(Browser.overflow(console)).isLessThanOrEqualTo(0);
            assertThat(Browser.namelessFields(console)).isEmpty();
            assertThat(Browser.faintTexts(console)).isEmpty();

            var small = browser.page(director, 390, 844);
            small.navigate(console.url());
            assertThat(Browser.overflow(small)).isLessThanOrEqualTo(0);
            browser.picture(small, "chat-12-conversation-small");

            console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("结束，回到机器人"))
                    .click();
            assertThat(phone.page().locator("body")).containsText("由机器人回答", PATIENTLY);
            look(browser, console, "/console/canned", "chat-13-canned");
            look(browser, console, "/console/chats/finished", "chat-14-finished");
            var administrator =
                    people.staff(StaffRole.ADMINISTRATOR, people.community().id());
            look(browser, browser.page(administrator), "/console/chatbot", "chat-15-switch");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void look(Browser browser, Page page, String path, String picture) {
        page.navigate(path);
        assertThat(Browser.overflow(page)).as(path).isLessThanOrEqualTo(0);
        assertThat(Browser.namelessFields(page)).as(path).isEmpty();
        assertThat(Browser.faintTexts(page)).as(path).isEmpty();
        browser.picture(page, picture);
    }
}
