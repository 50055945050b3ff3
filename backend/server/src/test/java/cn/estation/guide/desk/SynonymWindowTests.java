package cn.estation.guide.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The console's synonyms in a real browser: proposed, tried by the job, looked at, live, withdrawn. */
@EstationTest
@Tag("browser")
class SynonymWindowTests {

    private static final String WORD = "瀛洲渡筏亭";

    private final People people;
    private final GuideSearch search;
    private final int port;

    @Autowired
    SynonymWindowTests(People people, GuideSearch search, @LocalServerPort int port) {
        this.people = people;
        this.search = search;
        this.port = port;
    }

    @Test
    void aGroupIsTriedLookedAtAndMadeLive() {
        var community = people.community();
        var title = "渡筏泊位登记";
        GuideFixture.published(people, community.id(), title);
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        resident.post("/api/v1/chat", Map.of("text", WORD + "怎么办"));
        try (var browser = Browser.on(port)) {
            var page = browser.page(people.staff(StaffRole.COMMUNITY_WORKER, community.id()));
            page.navigate("/console/synonyms");
            assertThat(page.locator("#list")).containsText("还没有加过同义词");
            page.getByLabel("意思相同的词").fill(WORD);
            press(page, "先试一试");
            assertThat(page.locator("#synonyms")).containsText("请写 2 到 10 个不同的词");
            assertThat(page.getByLabel("意思相同的词")).hasValue(WORD);
            looksRight(browser, page, "synonyms-wrong");

            page.getByLabel("意思相同的词").fill(WORD + "、" + title);
            press(page, "先试一试");
            assertThat(page.locator("#trial"))
                    .containsText("现在能回答的", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
            assertThat(page.locator("#trial")).containsText(WORD + "怎么办");
            looksRight(browser, page, "synonym-tried");

            assertThat(page.locator("#trial")).containsText("请另一位同事打开这一页");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("核对无误，生效")))
                    .hasCount(0);
            var second = browser.page(people.staff(StaffRole.DIRECTOR, community.id()));
            second.navigate("/console");
            assertThat(second.locator("main")).containsText("同义词待核对");
            second.navigate(page.url());
            looksRight(browser, second, "synonym-to-approve");
            press(second, "核对无误，生效");
            assertThat(second.locator("#synonym")).containsText("已生效");
            assertThat(second.locator("#synonym")).containsText("同意生效");
            assertThat(GuideFixture.soon(() -> !search.search(new GuideQuery(WORD, 3, community.id()))
                            .isEmpty()))
                    .isTrue();
            page.navigate("/console/synonyms");
            assertThat(page.locator("#rows")).containsText(WORD);
            looksRight(browser, page, "synonyms");
            page.setViewportSize(390, 844);
            looksRight(browser, page, "synonyms-phone");
            assertThat(browser.complaints().stream().filter(one -> !one.contains("422")))
                    .isEmpty();
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void looksRight(Browser browser, Page page, String name) {
        browser.picture(page, name);
        assertThat(Browser.namelessFields(page)).as(name).isEmpty();
        assertThat(Browser.faintTexts(page)).as(name).isEmpty();
        assertThat(Browser.overflow(page)).as(name).isLessThanOrEqualTo(0);
    }
}
