package cn.estation.guide.card;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.Asker;
import cn.estation.guide.Card;
import cn.estation.guide.Cards;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.Review;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EstationTest
class CardTests {

    private final Cards cards;
    private final Drafts drafts;
    private final Review review;
    private final Versions versions;
    private final People people;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    CardTests(
            Cards cards,
            Drafts drafts,
            Review review,
            Versions versions,
            People people,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.cards = cards;
        this.drafts = drafts;
        this.review = review;
        this.versions = versions;
        this.people = people;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void leadsThroughTheQuestionsToOneCard() {
        long guide = guide();
        var stranger = people.stranger();
        var first = stranger.post("/api/v1/guides/" + guide + "/card", Map.of()).json();
        assertThat(first.path("question").path("id").asString()).isEqualTo("who");
        assertThat(first.path("card").isMissingNode() || first.path("card").isNull())
                .isTrue();
        var second = stranger.post("/api/v1/guides/" + guide + "/card", answers("who", "agent"))
                .json();
        assertThat(second.path("question").path("options").size()).isEqualTo(2);
        var card = stranger.post("/api/v1/guides/" + guide + "/card", answers("who", "agent", "why", "ill"))
                .json()
                .path("card");
        assertThat(card.path("documents").size()).isEqualTo(2);
        assertThat(card.path("where").asString()).isEqualTo("可以上门办");
        assertThat(card.path("fee").asString()).isEqualTo("不收费");
        assertThat(card.path("chosen").path(0).asString()).isEqualTo("谁来办？ 家里人代办");
        assertThat(card.path("url").asString())
                .endsWith("/cards/" + card.path("code").asString());
        assertThat(card.path("plainText").asString()).contains("要带的材料一共2样");
        assertThat(stranger.get("/api/v1/cards/" + card.path("code").asString()).json())
                .isEqualTo(card);
    }

    @Test
    void theSameAnswersToTheSameVersionHaveOneCard() {
        long guide = guide();
        var one = cards.card(guide, Map.of("who", "self"), Asker.unknown());
        var other = cards.card(guide, Map.of("who", "self", "why", "ill"), Asker.unknown());
        assertThat(other.code())
                .as("what was answered beside the way does not count")
                .isEqualTo(one.code());
        assertThat(cards.card(guide, Map.of("who", "agent", "why", "ill"), Asker.unknown())
                        .code())
                .isNotEqualTo(one.code());
        assertThat(one.code()).matches("[0-9A-Z]{13}");
    }

    @Test
    void manyWhoAskAtOnceGetOneCard() throws Exception {
        long guide = guide();
        Callable<String> ask =
                () -> cards.card(guide, Map.of("who", "self"), Asker.unknown()).code();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = new HashSet<String>();
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(16, ask))) {
                codes.add(answer.get());
            }
            assertThat(codes).hasSize(1);
        }
        assertThat(database.sql("SELECT COUNT(*) FROM guide_card WHERE item_id = ?")
                        .param(guide)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsNothingOfWhoAsked() {
        long guide = guide();
        var resident = people.resident();
        resident.post("/api/v1/guides/" + guide + "/card", answers("who", "self"));
        var row = database.sql("SELECT * FROM guide_card WHERE item_id = ?")
                .param(guide)
                .query()
                .singleRow();
        assertThat(row.toString()).doesNotContain(Long.toString(resident.residentId()));
        assertThat(row.get("answers")).isEqualTo("{\"who\":\"self\"}");
    }

    @Test
    void anOldCardKeepsItsVersionAndSaysThatThereIsANewerOne() {
        long guide = guide();
        var old = cards.card(guide, Map.of("who", "self"), Asker.unknown());
        newVersion(guide);
        var shown = found(old.code());
        assertThat(shown.version()).isEqualTo(1);
        assertThat(shown.versionId()).isEqualTo(old.versionId());
        assertThat(shown.notice()).contains("第1版").contains("第2版");
        assertThat(shown.plainText()).startsWith("这张卡是按第1版做的");
        assertThat(cards.card(guide, Map.of("who", "self"), Asker.unknown()).version())
                .isEqualTo(2);
    }

    @Test
    void aCardOfASuspendedGuideSaysSo() {
        long guide = guide();
        var card = cards.card(guide, Map.of("who", "self"), Asker.unknown());
        suspend(guide);
        assertThat(found(card.code()).notice()).contains("暂停使用");
        assertThat(people.stranger().get("/cards/" + card.code()).body()).contains("已经暂停使用");
        assertThat(people.stranger()
                        .post("/api/v1/guides/" + guide + "/card", answers("who", "self"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesAnswersTheGuideDoesNotHave() {
        long guide = guide();
        var stranger = people.stranger();
        assertThat(stranger.post("/api/v1/guides/" + guide + "/card", answers("who", "<script>"))
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post("/api/v1/guides/" + guide + "/card", Map.of("answers", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post("/api/v1/guides/" + guide + "/card", "{\"answers\":{\"who\":null}}")
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post("/api/v1/guides/1/card", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void thePageIsForEverybodyAndShowsEveryPartOfTheCard() {
        long guide = guide();
        var card = cards.card(guide, Map.of("who", "agent", "why", "away"), Asker.unknown());
        var page = people.stranger().get("/cards/" + card.code());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("代办人身份证", "不收费", "测试路1号一楼", "tel:01000000001", "谁来办？ 家里人代办");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Set-Cookie")).isEmpty();
        var qr = people.stranger().get("/cards/" + card.code() + "/qr");
        assertThat(qr.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(qr.body()).startsWith("<svg");
    }

    @Test
    void whoMistypesTheAddressIsToldKindlyWhatToDo() {
        for (var path :
                List.of("/cards/0000000000000", "/cards/x", "/cards/" + "A".repeat(500), "/cards/%3Cscript%3E")) {
            var page = people.stranger().get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.body()).as(path).contains("没有找到", "您可以这样做", "12345").doesNotContain("<script>alert");
        }
        assertThat(people.stranger().get("/api/v1/cards/0000000000000").status())
                .isEqualTo(404);
    }

    @Test
    void aCodeReadAloudOrTypedIsFoundAllTheSame() {
        var card = cards.card(guide(), Map.of("who", "self"), Asker.unknown());
        var typed =
                card.code().toLowerCase(java.util.Locale.ROOT).replace('0', 'o').replace('1', 'l');
        assertThat(found(typed).code()).isEqualTo(card.code());
    }

    @Test
    void whatWasChangedBehindOurBackIsNotOnACard() {
        long guide = guide();
        long version = database.sql("SELECT id FROM guide_version WHERE item_id = ?")
                .param(guide)
                .query(Long.class)
                .single();
        // The search of all tests reads this guide too: it gets its words back.
        place(version, "别处");
        try {
            // Whoever has read it before the change still shows the words that were reviewed; nobody shows the others.
            assertThat(people.stranger()
                            .post("/api/v1/guides/" + guide + "/card", answers("who", "self"))
                            .body())
                    .doesNotContain("别处");
        } finally {
            place(version, "测试路1号一楼");
        }
        var card = cards.card(guide, Map.of("who", "self"), Asker.unknown());
        place(version, "别处");
        try {
            assertThat(people.stranger().get("/cards/" + card.code()).body()).doesNotContain("别处");
        } finally {
            place(version, "测试路1号一楼");
        }
    }

    private void place(long versionId, String place) {
        database.sql("UPDATE guide_version SET place = ? WHERE id = ?")
                .params(place, versionId)
                .update();
    }

    @Test
    void nothingCanBeSentToTheOpenPages() {
        var card = cards.card(guide(), Map.of("who", "self"), Asker.unknown());
        for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            assertThat(people.stranger().call(method, "/cards/" + card.code()).status())
                    .isIn(403, 404, 405);
        }
    }

    private Card found(String code) {
        return cards.find(code).orElseThrow();
    }

    private long guide() {
        var code = "T-" + Codes.next();
        var community = people.community();
        transaction.executeWithoutResult(
                status -> review.load(code, community.id(), false, GuideFixture.content(GuideFixture.title())));
        return versions.byCode(code).orElseThrow().id();
    }

    private void suspend(long guide) {
        var director = people.staff(StaffRole.DIRECTOR, versions.item(guide).cellId());
        assertThat(GuideFixture.suspend(director, guide).status()).isEqualTo(302);
    }

    private void newVersion(long guide) {
        var item = versions.item(guide);
        transaction.executeWithoutResult(
                status -> drafts.importChange(() -> "test:author", guide, GuideFixture.content(item.name() + "（新）")));
        var reviewer = people.staff(StaffRole.DIRECTOR, item.cellId());
        var answer = GuideFixture.publish(reviewer, guide, 1);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private static Map<String, Object> answers(String... pairs) {
        var answers = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put(pairs[i], pairs[i + 1]);
        }
        return Map.of("answers", answers);
    }
}
