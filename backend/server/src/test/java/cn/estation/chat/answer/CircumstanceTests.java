package cn.estation.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideSearch;
import cn.estation.kernel.DistrictPart;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@EstationTest
class CircumstanceTests {

    private static final AtomicBoolean LOADED = new AtomicBoolean();
    private static final String QUESTION = "皮划艇下水登记怎么办";

    private final People people;
    private final GuideSearch search;
    private final List<DistrictPart> parts;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final StandInWorld world;
    private final JdbcClient database;
    private final Clock clock;

    @Autowired
    CircumstanceTests(
            People people,
            GuideSearch search,
            List<DistrictPart> parts,
            TransactionTemplate transaction,
            JsonMapper json,
            StandIn standIn,
            JdbcClient database,
            Clock clock) {
        this.people = people;
        this.search = search;
        this.parts = parts;
        this.transaction = transaction;
        this.json = json;
        this.world = standIn.world();
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void aGuideThatAsks() {
        if (!LOADED.compareAndSet(false, true)) {
            return;
        }
        var guide = GuideFixture.json("皮划艇下水登记");
        guide.put("code", "canoe-1").put("cell", people.community().code()).put("summary", "皮划艇下水前要登记。");
        guide.putArray("aliases");
        guide.put("place", "测试码头二号窗口");
        var loader = parts.stream()
                .filter(part -> part.name().equals("guides"))
                .findFirst()
                .orElseThrow();
        var content = json.valueToTree(Map.of("guides", List.of(guide)));
        transaction.executeWithoutResult(status -> loader.load(content));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !search.search("皮划艇下水登记", 3).isEmpty());
    }

    private Person follower() {
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    private String say(Person person, String text) {
        var delivery = world.sendText(person, text);
        assertThat(delivery.failed()).as(delivery.problem()).isFalse();
        return delivery.replyText();
    }

    private Answer ask(Caller who, Map<String, Object> body) {
        var answer = who.post("/api/v1/chat", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void leadsByNumbersToThePersonsOwnCard() {
        var person = follower();

        assertThat(say(person, QUESTION))
                .contains("【皮划艇下水登记】", "依据：《皮划艇下水登记》第 1 版", "谁来办？", "1. 我本人来", "2. 家里人代办", "bizmsgmenu");
        assertThat(say(person, "２")).contains("为什么不能来？", "1. 行动不便", "依据：");
        assertThat(say(person, "第一个")).contains("【您的办事卡】皮划艇下水登记", "代办人身份证", "家里人代办", "/cards/", "第 1 版");
        assertThat(say(person, "全文")).contains("【皮划艇下水登记】");
    }

    @Test
    void takesTheWordsOfAnOptionToo() {
        var person = follower();
        say(person, QUESTION);

        assertThat(say(person, "我本人来")).contains("【您的办事卡】").doesNotContain("代办人身份证");
    }

    @Test
    void takesATapFromSomebodyWhoIsNotKnown() {
        var stranger = people.stranger();
        var guide = ask(stranger, Map.of("text", QUESTION)).json();
        assertThat(guide.path("kind").asString()).isEqualTo("GUIDE");
        assertThat(guide.path("choices").size()).isEqualTo(2);

        var choice = guide.path("choices").get(1);
        var next = ask(
                        stranger,
                        Map.of(
                                "text", choice.path("title").asString(),
                                "key", choice.path("key").asString()))
                .json();
        assertThat(next.path("kind").asString()).isEqualTo("CIRCUMSTANCE");
        var last = next.path("choices").get(1);
        var card = ask(stranger, Map.of("text", "在外地", "key", last.path("key").asString()))
                .json();
        assertThat(card.path("kind").asString()).isEqualTo("CARD");
        assertThat(card.path("text").asString()).contains("代办人身份证");
        assertThat(card.path("source").path("version").asInt()).isEqualTo(1);
        var path = Pattern.compile("/cards/[0-9A-Za-z_-]+")
                .matcher(card.path("text").asString());
        assertThat(path.find()).isTrue();
        assertThat(stranger.get(path.group()).status()).isEqualTo(200);
    }

    @Test
    void isDroppedAtAWord() {
        var person = follower();
        say(person, QUESTION);

        assertThat(say(person, "算了")).contains("不问了");
        assertThat(say(person, "1")).doesNotContain("办事卡");
    }

    @Test
    void anotherQuestionIsAnotherQuestion() {
        var person = follower();
        say(person, QUESTION);

        assertThat(say(person, "你好")).contains("机器人");
        assertThat(say(person, "我要投诉：测试码头没人上班")).contains("已收到");
    }

    @Test
    void isForgottenAfterTenMinutes() {
        var resident = people.resident();
        ask(resident, Map.of("text", QUESTION));
        database.sql("UPDATE chat_conversation SET expires_at = ? WHERE resident_id = ?")
                .params(Timestamp.from(clock.instant().minusSeconds(1)), resident.residentId())
                .update();

        assertThat(ask(resident, Map.of("text", "1")).json().path("kind").asString())
                .isNotIn("CARD", "CIRCUMSTANCE");
    }

    @Test
    void saysThatItStartsAgainWhenTheGuideHasChangedMeanwhile() {
        var resident = people.resident();
        ask(resident, Map.of("text", QUESTION));
        database.sql("UPDATE chat_conversation SET version_id = version_id - 1 WHERE resident_id = ?")
                .param(resident.residentId())
                .update();

        assertThat(ask(resident, Map.of("text", "1")).json().path("text").asString())
                .contains("刚刚更新过", "谁来办？");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pick-1-1-0",
                "pick-999999999999999999-1-0",
                "guide-1",
                "whole-999999999999999999",
                "guide-0",
                "nothing"
            })
    void aMadeUpKeyLeadsNowhere(String key) {
        var answer = ask(people.stranger(), Map.of("text", "随便", "key", key));

        assertThat(answer.json().path("kind").asString()).isIn("TALK", "MISS", "CHOICES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide-1' OR '1'='1", "../../etc/passwd", "PICK-1", "<script>", "pick-1-1-0 "})
    void aKeyThatIsNoneIsRefused(String key) {
        assertThat(people.stranger()
                        .post("/api/v1/chat", Map.of("text", "随便", "key", key))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesAPathThatNoLongerLeadsAnywhereToTheBeginning() {
        var key = ask(people.stranger(), Map.of("text", QUESTION))
                .json()
                .path("choices")
                .get(0)
                .path("key")
                .asString();

        var answer = ask(people.stranger(), Map.of("text", "随便", "key", key.replaceAll("-[0-9]$", "-9.9.9")));

        assertThat(answer.json().path("text").asString()).contains("谁来办？");
    }

    @Test
    void whereIsAboutWhatWasJustSpokenOf() {
        var person = follower();
        say(person, QUESTION);

        assertThat(say(person, "在哪办？")).contains("测试码头二号窗口", "依据：");
        assertThat(world.sendLocation(person, 23.13, 113.36, "测试路").replyText())
                .doesNotContain("看不懂")
                .contains("机器人自动回复");
    }

    @Test
    void hearsWhatWasRecognisedAndAsksForWordsWhereNothingWas() {
        assertThat(world.sendVoice(follower(), "皮划艇下水登记怎么办。").replyText()).contains("【皮划艇下水登记】");
        assertThat(world.sendVoice(follower(), "").replyText()).contains("没听清", "12345");
        assertThat(world.sendVoice(follower(), "楼下着火了").replyText()).contains("119");
        assertThat(world.sendMedia(follower(), "image").replyText()).contains("看不懂");
        assertThat(world.sendSticker(follower()).replyText()).contains("看不懂");
        for (var faces : new String[] {"[微笑]", "[强][强]", "/::)", "👍", "👍🏽 ❤️", "😂😂"}) {
            assertThat(world.sendText(follower(), faces).replyText()).as(faces).contains("看不懂");
        }
        assertThat(world.sendLocation(follower(), 0.1, 0.2, "海上").replyText()).contains("要办什么事");
    }
}
