package cn.estation.guide.card;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.Asker;
import cn.estation.guide.Cards;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.exchange.TestImports;
import cn.estation.guide.life.TestLifeEvents;
import cn.estation.guide.version.Review;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages for everybody in a real browser: on a phone, and on A5 paper. */
@EstationTest
@Tag("browser")
class CardPageTests {

    private final Cards cards;
    private final Review review;
    private final Versions versions;
    private final TestLifeEvents lifeEvents;
    private final TestImports imports;
    private final People people;
    private final TransactionTemplate transaction;
    private final int port;

    @Autowired
    CardPageTests(
            Cards cards,
            Review review,
            Versions versions,
            TestLifeEvents lifeEvents,
            TestImports imports,
            People people,
            TransactionTemplate transaction,
            @LocalServerPort int port) {
        this.cards = cards;
        this.review = review;
        this.versions = versions;
        this.lifeEvents = lifeEvents;
        this.imports = imports;
        this.people = people;
        this.transaction = transaction;
        this.port = port;
    }

    @Test
    void aPhoneShowsTheCardInLargeTypeAndPaperTakesIt() throws Exception {
        long guide = guide(people.community().id());
        var card = cards.card(guide, Map.of("who", "agent", "why", "away"), Asker.unknown());
        try (var browser = Browser.on(port)) {
            var page = browser.page(390, 844);
            page.navigate(card.path());
            browser.picture(page, "card-phone");
            readable(page);
            assertThat(page.locator("h1").innerText()).isEqualTo(card.title());
            assertThat(page.locator(".documents li").count()).isEqualTo(2);
            assertThat(page.evaluate("document.querySelector('.qr').naturalWidth > 0"))
                    .isEqualTo(true);
            assertThat(page.locator(".dial").first().getAttribute("href")).startsWith("tel:");
            assertThat(tapTargets(page)).as("at least 44 px to aim at").isEmpty();
            page.navigate("/cards/0000000000000");
            browser.picture(page, "card-not-here");
            readable(page);
            assertThat(browser.complaints()).isEmpty();
            page.navigate(card.path());
            print(page, "card-a5");
        }
    }

    @Test
    void aChecklistIsReadableToo() throws Exception {
        long community = people.community().id();
        long event = lifeEvents.shown(community, guide(community));
        try (var browser = Browser.on(port)) {
            var page = browser.page(390, 844);
            page.navigate("/life-events/" + event);
            browser.picture(page, "life-event-phone");
            readable(page);
            assertThat(browser.complaints()).isEmpty();
            print(page, "life-event-a5");
        }
    }

    @Test
    void theConsolesImportAndChecklistsAreUsable() {
        long community = people.community().id();
        long id = imports.preview(community);
        lifeEvents.shown(community, guide(community));
        var worker = people.staff(StaffRole.COMMUNITY_WORKER, community);
        try (var browser = Browser.on(port)) {
            for (int width : new int[] {1280, 390}) {
                var page = browser.page(worker, width, 900);
                for (var path : List.of(
                        "/console/guide-imports",
                        "/console/guide-imports/" + id,
                        "/console/life-events",
                        "/console/life-events/new")) {
                    page.navigate(path);
                    browser.picture(page, "card" + path.replace('/', '-').replaceAll("-[0-9]+", "-one") + "-" + width);
                    assertThat(Browser.namelessFields(page)).as(path).isEmpty();
                    assertThat(Browser.faintTexts(page)).as(path).isEmpty();
                    assertThat(Browser.overflow(page)).as(path + " " + width).isLessThanOrEqualTo(0);
                }
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Large, dark, and not wider than the phone. */
    private static void readable(Page page) {
        assertThat(Browser.faintTexts(page)).isEmpty();
        assertThat(Browser.namelessFields(page)).isEmpty();
        assertThat(Browser.overflow(page)).isLessThanOrEqualTo(0);
        assertThat(page.evaluate(
                        "[...document.querySelectorAll('main p, main li, main strong')].filter(e => e.checkVisibility()"
                                + " && !e.classList.contains('version') && parseFloat(getComputedStyle(e).fontSize) < 24)"
                                + ".map(e => e.textContent.trim().slice(0, 30))"))
                .as("main text of 18 pt and more")
                .isEqualTo(List.of());
    }

    private static List<?> tapTargets(Page page) {
        return (List<?>)
                page.evaluate("[...document.querySelectorAll('main a, main button')].filter(e => e.checkVisibility()"
                        + " && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)");
    }

    private static void print(Page page, String name) throws java.io.IOException {
        page.setViewportSize(484, 718);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        var file = Path.of("target", "screenshots", name + ".pdf");
        Files.createDirectories(file.getParent());
        page.pdf(new Page.PdfOptions().setPath(file).setPreferCSSPageSize(true).setPrintBackground(true));
        var pdf = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        // A5 is 148 by 210 mm: 419.5 by 595.3 points.
        assertThat(pdf).containsPattern("/MediaBox ?\\[0 0 4(19|20)[.0-9]* 59[4-6][.0-9]*\\]");
        assertThat(pdf.split("/Type ?/Page\\b", -1).length - 1)
                .as("sheets of paper")
                .isLessThanOrEqualTo(3);
    }

    private long guide(long communityId) {
        var code = "T-" + Codes.next();
        transaction.executeWithoutResult(
                status -> review.load(code, communityId, false, GuideFixture.content("八十岁老人高龄津贴申请")));
        return versions.byCode(code).orElseThrow().id();
    }
}
