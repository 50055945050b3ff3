package cn.estation.mall;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Browser;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.points.TestPoints;
import com.microsoft.playwright.Page;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The mall's pages in a real browser, on a desk and on a phone of 390 px. */
@EstationTest
@Tag("browser")
class MallWindowTests {

    private final People people;
    private final TestShelf shelf;
    private final TestPoints points;
    private final Clock clock;
    private final int port;

    @Autowired
    MallWindowTests(People people, TestShelf shelf, TestPoints points, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.shelf = shelf;
        this.points = points;
        this.clock = clock;
        this.port = port;
    }

    @Test
    void everyPageIsReadableOnADeskAndOnAPhone() {
        long community = people.community().id();
        var keeper = people.staff(StaffRole.DIRECTOR, community);
        var member = member(community);
        long rice = shelf.item(
                community,
                TestShelf.rice(10)
                        .cost(2850)
                        .perPerson(2, Period.MONTH)
                        .returnDays(7)
                        .lowAt(3)
                        .label(),
                4);
        shelf.restock(rice, shelf.site(community, "文化站"), 6);
        long film = shelf.voucherItem(community, 5, "FILM-1", "FILM-2");
        shelf.item(
                community,
                TestShelf.rice(3)
                        .kind(ItemKind.SERVICE)
                        .open(clock.instant().plusSeconds(86_400), null)
                        .label(),
                9);
        shelf.supplier(community, "惠民生鲜超市");
        shelf.household(community, member.residentId(), people.member(community).residentId());
        shelf.budget(community, 2026, 1_000_000);
        var hall = "" + shelf.siteOf(rice);
        var order = redeem(member, rice, hall);
        redeem(member, rice, hall);
        member.post("/api/v1/mall/redemptions", Map.of("itemId", "" + film));
        collect(keeper, member, order, hall);
        member.post("/api/v1/mall/redemptions/" + order + "/return", Map.of("reason", "袋子破了"));

        var pages = List.of(
                "",
                "/items/" + rice,
                "/items/" + film,
                "/items/new",
                "/items/" + rice + "/edit",
                "/sites",
                "/sites/new",
                "/suppliers",
                "/suppliers/new",
                "/budget",
                "/households",
                "/labels?siteId=" + hall,
                "/figures",
                "/redemptions",
                "/redemptions/" + order,
                "/collect",
                "/collect?siteId=" + hall,
                "/collect/orders?siteId=" + hall);
        try (var browser = Browser.on(port)) {
            for (int width : new int[] {1280, 390}) {
                var page = browser.page(keeper, width, 900);
                for (var path : pages) {
                    var response = page.navigate("/console/mall" + path);
                    assertThat(response.status()).as(path).isEqualTo(200);
                    browser.picture(
                            page,
                            "mall-" + width + path.replaceAll("[?=/]", "-").replaceAll("[0-9]{10,}", "n"));
                    assertThat(Browser.overflow(page))
                            .as("%s at %d", path, width)
                            .isLessThanOrEqualTo(0);
                    assertThat(Browser.namelessFields(page)).as(path).isEmpty();
                    assertThat(Browser.faintTexts(page)).as(path).isEmpty();
                }
            }
            var open = browser.page(390, 900);
            open.navigate("/open/mall/" + rice);
            assertThat(open.locator("body")).containsText("文化站");
            browser.picture(open, "mall-390-open");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void handsOverOnAPhoneByTypingAndByScanning() {
        long community = people.community().id();
        var keeper = people.staff(StaffRole.SHOPKEEPER, community);
        var member = member(community);
        long rice = shelf.item(community, 10, 4);
        var typed = redeem(member, rice, "" + shelf.siteOf(rice));
        var scanned = redeem(member, rice, "" + shelf.siteOf(rice));

        try (var browser = Browser.on(port)) {
            var page = browser.page(keeper, 390, 844);
            page.navigate("/console/mall/collect");
            var code = code(member, typed, "code");
            page.locator("#code").fill(code);
            tall(page, "领取");
            page.locator("#typed button").click();
            assertThat(page.locator(".note-good")).containsText("请交付：大米 5kg 1 件");
            browser.picture(page, "mall-390-handed-over");
            page.locator("#code").fill(code);
            page.locator("#typed button").click();
            assertThat(page.locator(".note-bad")).containsText("不能重复领取");
            browser.picture(page, "mall-390-refused");

            sees(page, code(member, scanned, "picture"));
            page.navigate("/console/mall/collect");
            page.locator("#scan").click();
            assertThat(page.locator(".note-good")).containsText("请交付：大米 5kg 1 件");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(shelf.live(rice)).isEqualTo(2);
        assertThat(shelf.status(Long.parseLong(scanned))).isEqualTo("COLLECTED");
    }

    /** A camera before which the member's phone is held: small, askew and not very bright. */
    private static void sees(Page page, String picture) {
        page.addInitScript("""
                const view = document.createElement('canvas');
                view.width = 640;
                view.height = 480;
                const brush = view.getContext('2d');
                const phone = new Image();
                phone.src = '%s';
                const draw = () => {
                  brush.setTransform(1, 0, 0, 1, 0, 0);
                  brush.fillStyle = '#5a5048';
                  brush.fillRect(0, 0, 640, 480);
                  if (phone.complete) {
                    brush.setTransform(1, 0.08, -0.14, 1, 240, 130);
                    brush.filter = 'brightness(80%%)';
                    brush.drawImage(phone, 0, 0, 220, 220);
                    brush.filter = 'none';
                  }
                };
                setInterval(draw, 50);
                navigator.mediaDevices.getUserMedia = () => Promise.resolve(view.captureStream());""".formatted(picture));
    }

    @Test
    void saysWhatToDoWhereThereIsNoCamera() {
        var keeper = people.staff(StaffRole.SHOPKEEPER, people.community().id());
        try (var browser = Browser.on(port)) {
            var without = browser.page(keeper, 390, 844);
            without.addInitScript(
                    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'))");
            without.navigate("/console/mall/collect");
            without.locator("#scan").click();
            assertThat(without.locator("#camera-says")).containsText("没有相机，请输入领取码");

            var old = browser.page(keeper, 390, 844);
            old.addInitScript("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})");
            old.navigate("/console/mall/collect");
            assertThat(old.locator("#camera-says")).containsText("不能用相机，请输入领取码");
            assertThat(old.locator("#scan")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void tall(Page page, String button) {
        var box = page.locator("#typed button").boundingBox();
        assertThat(box.height).as(button).isGreaterThanOrEqualTo(56);
        assertThat(box.width).as(button).isGreaterThanOrEqualTo(250);
    }

    private Caller member(long community) {
        var member = people.member(community);
        points.give(member.residentId(), community, 100);
        return member;
    }

    private static String redeem(Caller member, long item, String site) {
        return member.post("/api/v1/mall/redemptions", Map.of("itemId", "" + item, "siteId", site))
                .json()
                .path("redemptionId")
                .asString();
    }

    private static String code(Caller member, String redemption, String which) {
        return member.get("/api/v1/mall/redemptions/" + redemption + "/code")
                .json()
                .path(which)
                .asString();
    }

    private static void collect(Caller keeper, Caller member, String redemption, String site) {
        var form = Map.of("code", code(member, redemption, "code"), "siteId", site, "requestKey", Codes.next());
        assertThat(keeper.form("/console/mall/collect", form).status()).isEqualTo(200);
    }
}
