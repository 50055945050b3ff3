package cn.estation.guide.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.identity.StaffRole;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The editor in a real browser: rows, circumstances, the preview that follows, the rules that speak up. */
@EstationTest
@Tag("browser")
class EditorWindowTests {

    private final People people;
    private final int port;

    @Autowired
    EditorWindowTests(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
    }

    @Test
    void aGuideIsWrittenWithRowsAndCircumstancesWhileThePreviewFollows() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        try (var browser = Browser.on(port)) {
            var page = browser.page(author, 1440, 1000);
            page.navigate("/console/guides/new");
            page.locator("[name=title]").fill("流动图书车借书证");
            page.locator("[name=cellId]").selectOption(Long.toString(community.id()));
            page.locator("[name=kind]").selectOption("PUBLIC_SERVICE");
            page.locator("[name=audience]").selectOption("PERSON");
            assertThat(page.locator("#side .phone-screen h3")).hasText("流动图书车借书证");
            assertThat(page.locator("#side .findings")).containsText("请先写一段说明");

            page.locator("[name=summary]").fill("办了借书证，就能在流动图书车上借书。");
            assertThat(page.locator("#side .findings")).not().containsText("请先写一段说明");
            page.locator("[name='documents[0].name']").fill("身份证");
            // What the rules find stands beside the phone, under the field, and leads there.
            page.locator("[name=phone]").fill("88886666");
            assertThat(page.locator(".phone-marks").filter(new Locator.FilterOptions().setHasText("请写成“区号-号码”")))
                    .hasCount(1);
            assertThat(page.locator(".field:has(#phone) .field-mark").first()).containsText("请写成“区号-号码”");
            page.locator("#side .findings a")
                    .filter(new Locator.FilterOptions().setHasText("请写成“区号-号码”"))
                    .click();
            assertThat(page.locator("[name=phone]")).isFocused();
            page.locator(".phone-marks a")
                    .filter(new Locator.FilterOptions().setHasText("至少选一个主题"))
                    .click();
            assertThat(page.locator("#topics input").first()).isFocused();
            assertThat((java.util.List<?>) deadEnds(page)).isEmpty();
            page.locator("[name=phone]").fill("010-88886666");
            assertThat(page.locator(".field:has(#phone) .field-mark")
                            .filter(new Locator.FilterOptions().setHasText("区号")))
                    .hasCount(0);
            press(page, "加一样材料");
            page.locator("[name='documents[1].name']").fill("家里人的身份证");
            page.locator("[name='documents[1].always']").uncheck();
            assertThat(page.locator("[name='documents[0].name']")).hasValue("身份证");
            assertThat(page.locator("#side .findings")).containsText("没有哪种情形要求带");

            press(page, "加一问");
            page.locator("[name='circumstances[0].question']").fill("谁来办？");
            page.locator("[name='circumstances[0].options[0].text']").fill("我本人来");
            page.locator("[name='circumstances[0].options[1].text']").fill("家里人代办");
            page.locator("button[value='add:circumstances[0].options[1].effects']")
                    .click();
            page.locator("[name='circumstances[0].options[1].effects[0].kind']").selectOption("ADD_DOCUMENT");
            page.locator("[name='circumstances[0].options[1].effects[0].document']")
                    .selectOption("d2");
            assertThat(page.locator("#side .findings")).not().containsText("没有哪种情形要求带");
            assertThat(page.locator("#side .phone-screen")).containsText("家里人代办");
            browser.picture(page, "guide-editor");

            page.locator("[name='steps[0].text']").fill("到流动图书车上填一张表。");
            page.locator(".actions button").last().click();
            assertThat(page.locator("h1")).hasText("流动图书车借书证");
            assertThat(page.locator("#guide")).containsText("家里人的身份证");
            browser.picture(page, "guide-detail");
            // A preview that somebody typed past is given up; htmx says so on the console.
            assertThat(browser.complaints().stream().filter(one -> !one.matches("htmx:(sendAbort|afterRequest).*")))
                    .isEmpty();
            assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
        }
    }

    /** Findings that lead to nothing on the page. */
    private static Object deadEnds(Page page) {
        return page.evaluate("""
                [...document.querySelectorAll('a[data-jump]')]
                    .map(link => link.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))""");
    }

    @Test
    void listDiffAndReportsCanBeReadByEverybody() {
        var community = people.community();
        long id = GuideFixture.published(people, community.id(), GuideFixture.title());
        people.resident().post("/api/v1/guides/" + id + "/reports", java.util.Map.of("part", "PHONE", "text", "打不通"));
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form(
                "/console/guides/" + id + "/draft/start",
                java.util.Map.of("requestKey", cn.estation.kernel.Codes.next()));
        var form = GuideFixture.form(community.id(), GuideFixture.title());
        form.put("edits", "1");
        form.put("hours", "周一至周日 9:00-17:00");
        author.form("/console/guides/" + id + "/draft", form);
        try (var browser = Browser.on(port)) {
            var page = browser.page(author, 1440, 1000);
            for (var path : java.util.List.of(
                    "/console/guides",
                    "/console/guides/" + id,
                    "/console/guides/" + id + "/draft",
                    "/console/guides/" + id + "/versions/1",
                    "/console/guides/" + id + "/diff?from=1&to=2",
                    "/console/guides/reports")) {
                assertThat(page.navigate(path).status()).as(path).isEqualTo(200);
                if (path.endsWith("/draft")) {
                    page.locator("#side .phone-screen").waitFor();
                }
                assertThat(Browser.namelessFields(page)).as(path).isEmpty();
                assertThat(Browser.faintTexts(page)).as(path).isEmpty();
                assertThat(Browser.overflow(page)).as(path).isLessThanOrEqualTo(0);
                browser.picture(page, "guide" + path.replaceAll("[^a-z]+", "-"));
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        page.waitForTimeout(500);
    }
}
