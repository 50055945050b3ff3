package cn.estation.request;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.wechat.WechatApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 投诉建议 from the resident to the answer. */
@EstationTest
class FeedbackTests {

    private static final String PATH = "/api/v1/feedback";

    private final People people;
    private final BotFeedback bot;
    private final Feedback feedback;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    @Autowired
    FeedbackTests(
            People people, BotFeedback bot, Feedback feedback, JdbcClient database, TransactionTemplate transaction) {
        this.people = people;
        this.bot = bot;
        this.feedback = feedback;
        this.database = database;
        this.transaction = transaction;
    }

    @Test
    void whatAResidentSaysIsAnsweredByStaffAndReadByTheResident() {
        var community = people.community();
        var resident = people.resident();
        long id = say(resident, community.id(), "楼道灯坏了");
        var staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        assertThat(staff.get("/console/feedback").body()).contains("楼道灯坏了");

        assertThat(answer(staff, id, "已修好。").status()).isEqualTo(302);

        var read = resident.get(PATH + "/" + id).json();
        assertThat(read.path("status").asString()).isEqualTo("ANSWERED");
        assertThat(read.path("answer").asString()).isEqualTo("已修好。");
        assertThat(read.path("text").asString()).isEqualTo("楼道灯坏了");
        assertThat(resident.get(PATH)
                        .json()
                        .path("items")
                        .path(0)
                        .path("requestId")
                        .asString())
                .isEqualTo(Long.toString(id));
        assertThat(actions(id)).containsExactly("feedback.submit", "feedback.answer");
    }

    @Test
    void nothingOfItLiesReadableInTheDatabase() {
        var secret = "秘密" + Codes.next();
        long id = say(people.resident(), people.community().id(), secret);

        assertThat(database.sql("SELECT content FROM request_resident_request WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain(secret)
                .startsWith("sm4.");
    }

    @Test
    void residentsSeeTheirOwnAndNobodyElses() {
        var community = people.community();
        long id = say(people.resident(), community.id(), "只给我看");
        var other = people.resident();

        var theirs = other.get(PATH + "/" + id);
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.json().path("detail"))
                .isEqualTo(other.get(PATH + "/1").json().path("detail"));
        assertThat(other.get(PATH).json().path("items").size()).isZero();
        assertThat(people.stranger().get(PATH).status()).isEqualTo(401);
        assertThat(people.stranger().post(PATH, Map.of("text", "你好")).status()).isEqualTo(401);
        assertThat(people.staff(StaffRole.DIRECTOR, community.id()).get(PATH).status())
                .isEqualTo(401);
    }

    @Test
    void staffOfTheCommunityAndAboveAnswerAndNobodyElse() {
        var siblings = people.communities(2);
        var own = siblings.getFirst();
        var text = "说给本社区" + Codes.next();
        long id = say(people.resident(), own.id(), text);

        for (var cell : List.of(own, people.above(own), people.above(people.above(own)))) {
            var staff = people.staff(StaffRole.DIRECTOR, cell.id());
            assertThat(staff.get("/console/feedback").body()).contains(text);
            assertThat(staff.get("/console/feedback/" + id).status()).isEqualTo(200);
        }
        for (var cell : List.of(siblings.get(1), people.community())) {
            refuses(people.staff(StaffRole.DIRECTOR, cell.id()), id, text, 404);
        }
        for (var role : StaffRole.values()) {
            if (!role.grants(Permission.ANSWER_FEEDBACK)) {
                refuses(people.staff(role, own.id()), id, text, 403);
            }
        }
        assertThat(people.stranger().get("/console/feedback").status()).isIn(302, 401);
    }

    private static void refuses(Caller staff, long id, String text, int status) {
        assertThat(staff.get("/console/feedback").body()).doesNotContain(text);
        assertThat(staff.get("/console/feedback/" + id).status()).isEqualTo(status);
        assertThat(answer(staff, id, "不该行").status()).isEqualTo(status);
        assertThat(reveal(staff, id).status()).isEqualTo(status);
    }

    @Test
    void whatNamesNoCommunityIsTheDistrictsToAnswer() {
        var community = people.community();
        var text = "没说是哪里" + Codes.next();
        bot.accept(null, WechatApp.OFFICIAL_ACCOUNT, "openid-" + Codes.next(), text);
        var district = people.staff(
                StaffRole.DIRECTOR, people.above(people.above(community)).id());

        assertThat(district.get("/console/feedback").body()).contains(text, "公众号关注者");
        assertThat(people.staff(StaffRole.DIRECTOR, community.id())
                        .get("/console/feedback")
                        .body())
                .doesNotContain(text);
    }

    @Test
    void numbersAreMaskedUntilSomebodyGivesAReason() {
        var community = people.community();
        long id = say(people.resident(), community.id(), "请打 13812345678，证号 11010119900307123X");
        var director = people.staff(StaffRole.DIRECTOR, community.id());

        var page = director.get("/console/feedback/" + id).body();
        assertThat(page).contains("138****5678").doesNotContain("13812345678", "19900307");
        assertThat(director.get("/console/feedback").body()).doesNotContain("13812345678");
        assertThat(director.form(
                                "/console/feedback/" + id + "/reveal",
                                Map.of("reason", " ", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(400);
        assertThat(actions(id)).doesNotContain("feedback.reveal");

        assertThat(reveal(director, id).body()).contains("13812345678");
        assertThat(actions(id)).contains("feedback.reveal");
        assertThat(reveal(people.staff(StaffRole.GRID_WORKER, community.id()), id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void scriptsInTextAndAnswerAreShownAsText() {
        var community = people.community();
        var staff = people.staff(StaffRole.DIRECTOR, community.id());
        for (var script : List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[[${7*7}]]")) {
            long id = say(people.resident(), community.id(), script + Codes.next());
            assertThat(staff.get("/console/feedback").body()).doesNotContain("<script>alert", "<img src=x", ">49");
            answer(staff, id, script);
            assertThat(staff.get("/console/feedback/" + id).body())
                    .doesNotContain("<script>alert", "<img src=x", ">49");
        }
    }

    @Test
    void anAnswerWithMistakesIsKeptInTheForm() {
        var community = people.community();
        long id = say(people.resident(), community.id(), "请回复");
        var staff = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(answer(staff, id, "  ").status()).isEqualTo(422);
        var long1 = "长".repeat(1001);
        var answer = answer(staff, id, long1);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(long1, "1000 个字以内");

        answer(staff, id, "第一位答复");
        var second = answer(people.staff(StaffRole.DIRECTOR, community.id()), id, "第二位打的字");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("第二位打的字", "已由同事答复");
    }

    @Test
    void sixteenAnswersAtOnceAreOneAnswer() throws Exception {
        var community = people.community();
        long id = say(people.resident(), community.id(), "请回复");
        var answers = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 16; i++) {
            var staff = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
            var text = "答复" + i;
            answers.add(() -> answer(staff, id, text));
        }
        var outcomes = race(answers);

        assertThat(outcomes).filteredOn(status -> status == 302).hasSize(1);
        assertThat(outcomes).filteredOn(status -> status == 409).hasSize(15);
        assertThat(actions(id)).containsOnlyOnce("feedback.answer");
    }

    @Test
    void theSameWordsOfTheSameDayAreOneRequest() {
        var community = people.community();
        var resident = people.resident();

        assertThat(say(resident, community.id(), "重复的话")).isEqualTo(say(resident, community.id(), " 重复的话 "));
        assertThat(say(people.resident(), community.id(), "重复的话")).isNotEqualTo(say(resident, community.id(), "重复的话"));
    }

    @Test
    void nobodySendsMoreThanTenADayHoweverFast() throws Exception {
        var community = people.community();
        var resident = people.resident();
        var posts = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 20; i++) {
            var body = Map.of("communityId", Long.toString(community.id()), "text", "第" + i + "条");
            posts.add(() -> resident.post(PATH, body));
        }
        var outcomes = race(posts);

        assertThat(outcomes).filteredOn(status -> status == 201).hasSize(Feedback.MOST_A_DAY);
        assertThat(outcomes).filteredOn(status -> status == 429).hasSize(20 - Feedback.MOST_A_DAY);
        var refusal = resident.post(PATH, Map.of("text", "还有一条"));
        assertThat(refusal.code()).isEqualTo("too-many-today");
        assertThat(refusal.json().path("detail").asString()).contains("明天可以继续", "12345");
    }

    @Test
    void aRepeatedKeyGetsTheFirstReceipt() {
        var resident = people.resident();
        var body = Map.of("text", "只发一次");
        var key = Codes.next();

        var first = resident.post(PATH, body, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(resident.post(PATH, body, key).json()).isEqualTo(first.json());
        assertThat(resident.post(PATH, Map.of("text", "别的"), key).status()).isEqualTo(422);
    }

    @Test
    void countsCharactersAsPeopleSeeThem() {
        var resident = people.resident();
        var family = "👨‍👩‍👧‍👦";

        assertThat(resident.post(PATH, Map.of("text", "字".repeat(1000))).status())
                .isEqualTo(201);
        assertThat(resident.post(PATH, Map.of("text", "字".repeat(1001))).status())
                .isEqualTo(400);
        assertThat(resident.post(PATH, Map.of("text", family.repeat(500))).status())
                .isEqualTo(201);
        assertThat(resident.post(PATH, Map.of("text", "e" + "\u0301".repeat(5000)))
                        .status())
                .isEqualTo(400);
        assertThat(FeedbackText.beginning(family + family + family, 2)).isEqualTo(family + family + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":null}",
                "{\"text\":\"\"}",
                "{\"text\":\" \\n\\t \"}",
                "{\"text\":\"\\u200b\\u200b\"}",
                "{\"text\":1}",
                "{\"text\":[\"a\"]}",
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"\\ud83d\"}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\",\"status\":\"ANSWERED\"}",
                "{\"text\":\"a\",\"residentId\":\"1\"}",
                "{\"text\":\"a\",\"source\":\"STAFF\"}",
                "{\"text\":\"a\",\"communityId\":1}",
                "{\"text\":\"a\",\"communityId\":\"0x1\"}",
                "{\"text\":\"a\",\"communityId\":\"-1\"}",
                "not json"
            })
    void refusesWhatIsNotARequest(String body) {
        assertThat(people.resident().post(PATH, body).status()).isEqualTo(400);
    }

    @Test
    void refusesACommunityThatIsNone() {
        var district = people.above(people.above(people.community()));
        var resident = people.resident();

        assertThat(resident.post(PATH, Map.of("text", "a", "communityId", "12345"))
                        .status())
                .isEqualTo(404);
        assertThat(resident.post(PATH, Map.of("text", "a", "communityId", Long.toString(district.id())))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theBotTakesFeedbackAndSaysSo() {
        var openid = "openid-" + Codes.next();

        assertThat(bot.accept(null, WechatApp.OFFICIAL_ACCOUNT, openid, "路灯不亮")).contains("收到了", "编号", "120");
        assertThat(bot.accept(null, WechatApp.OFFICIAL_ACCOUNT, openid, "  ")).contains("请写下");
        assertThat(bot.accept(people.resident().residentId(), WechatApp.OFFICIAL_ACCOUNT, openid, "路灯不亮"))
                .contains("收到了");
    }

    @Test
    void whatSomebodySaidWhoHasLeftIsGone() {
        var community = people.community();
        var resident = people.resident();
        long id = say(resident, community.id(), "离开前说的话");
        var staff = people.staff(StaffRole.DIRECTOR, community.id());
        answer(staff, id, "答复里也有他");

        transaction.executeWithoutResult(status -> feedback.forget("resident:" + resident.residentId()));

        assertThat(staff.get("/console/feedback/" + id).body())
                .contains("内容已删除")
                .doesNotContain("离开前说的话", "答复里也有他");
    }

    @Test
    void statesMoveOnlyAsTheyMay() {
        assertThat(RequestStatus.SUBMITTED.next()).containsExactly(RequestStatus.ANSWERED);
        assertThat(RequestStatus.ANSWERED.next()).isEmpty();
    }

    private static List<Integer> race(List<Callable<Answer>> calls) throws Exception {
        var outcomes = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get().status());
            }
        }
        return outcomes;
    }

    private List<String> actions(long id) {
        return database.sql("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id")
                .param("request:" + id)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static long say(Caller resident, long communityId, String text) {
        var answer = resident.post(PATH, Map.of("communityId", Long.toString(communityId), "text", text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Long.parseLong(answer.json().path("requestId").asString());
    }

    private static Answer answer(Caller staff, long id, String text) {
        return staff.form("/console/feedback/" + id + "/answer", Map.of("text", text, "requestKey", Codes.next()));
    }

    private static Answer reveal(Caller staff, long id) {
        return staff.form(
                "/console/feedback/" + id + "/reveal", Map.of("reason", "需要回电话核实", "requestKey", Codes.next()));
    }
}
