package cn.estation.chat.mending;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.chat.miss.TestQuestions;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of misses, figures and the official account in a real browser. */
@EstationTest
@Tag("browser")
class MissWindowTests {

    private final People people;
    private final TestQuestions questions;
    private final TestMendings mendings;
    private final JdbcClient database;
    private final int port;
    private Browser browser;

    @Autowired
    MissWindowTests(
            People people,
            TestQuestions questions,
            TestMendings mendings,
            JdbcClient database,
            @LocalServerPort int port) {
        this.people = people;
        this.questions = questions;
        this.mendings = mendings;
        this.database = database;
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

    private void looks(Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    /** The answer to what was pressed is there: only then is there a page to load again. */
    private static void sees(Page page, String text) {
        PlaywrightAssertions.assertThat(page.locator("body")).containsText(text);
    }

    @Test
    void staffAnswerAMissAndSomebodyElseApproves() {
        var community = people.community();
        var thing = TestQuestions.nonsense();
        for (int i = 0; i < 3; i++) {
            ask(community.id(), thing + List.of("飞艇停泊怎么办", "飞艇停哪里", "停飞艇").get(i));
        }
        long group = questions.groupOfLast(community.id());
        var author = browser.page(people.staff(StaffRole.DIRECTOR, community.id()));
        author.navigate("/console");
        looks(author, "home");
        author.navigate("/console/misses");
        assertThat(author.locator("#rows").innerText()).contains(thing);
        looks(author, "misses");
        author.navigate("/console/misses/" + group);
        looks(author, "miss");
        author.getByText("写一条固定答复").click();
        press(author, "提交审核");
        assertThat(author.locator("body").innerText()).contains("答复请写 4 到 600 个字");
        author.locator("[name=answer]").fill("飞艇请停在三号广场，早八点到晚六点。");
        looks(author, "miss-answer");
        press(author, "提交审核");
        sees(author, "已提交，正在用最近三十天的问题试。");
        mendings.replay();
        author.reload();
        looks(author, "mending-own");
        var path = author.url().substring(author.url().indexOf("/console"));

        var reviewer = browser.page(people.staff(StaffRole.DIRECTOR, community.id()));
        reviewer.navigate(path);
        assertThat(reviewer.locator("body").innerText()).contains("现在答得上的");
        press(reviewer, "审核通过并告知");
        sees(reviewer, "已生效，问过的人会逐个收到告知。");
        mendings.tell();
        reviewer.reload();
        looks(reviewer, "mending");
        assertThat(reviewer.locator("body").innerText()).contains("已生效", "已放进小程序通知");
        assertThat(browser.complaints()).isEmpty();
    }

    private void ask(long community, String text) {
        Caller resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community)));
        resident.post("/api/v1/chat", Map.of("text", text));
    }

    @Test
    void figuresAndTheLedgerAreReadable() {
        var community = people.community();
        for (int i = 0; i < 4; i++) {
            ask(community.id(), "岱舆飞艇停泊怎么办");
            ask(community.id(), "居住证怎么办");
        }
        questions.group();
        database.sql("""
                        INSERT INTO chat_day (day, community_id, channel, outcome, asked, chosen)
                        SELECT DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR), community_id, channel, outcome, COUNT(*), 0
                        FROM chat_question WHERE community_id = ? GROUP BY community_id, channel, outcome
                        ON DUPLICATE KEY UPDATE asked = VALUES(asked)""").param(community.id()).update();
        var page = browser.page(people.staff(StaffRole.DIRECTOR, community.id()));
        page.navigate("/console/search-analytics");
        page.waitForSelector(".chart-canvas[data-drawn] canvas");
        looks(page, "analytics");
        page.navigate("/console/questions");
        looks(page, "questions");
        press(page, "打开对话");
        page.locator("dialog[open] textarea").fill("核实居民反映的情况");
        press(page, "打开");
        assertThat(page.locator("body").innerText()).contains("已记入操作日志");
        looks(page, "conversation");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theOfficialAccountsPageIsReadable() {
        var admin = browser.page(
                people.staff(StaffRole.ADMINISTRATOR, people.community().id()));
        admin.navigate("/console/wechat");
        looks(admin, "wechat");
        admin.navigate("/console/wechat/codes");
        looks(admin, "wechat-codes");
        var phone =
                browser.page(people.staff(StaffRole.DIRECTOR, people.community().id()), 390, 900);
        phone.navigate("/console/wechat");
        looks(phone, "wechat-390");
        assertThat(browser.complaints()).isEmpty();
    }
}
