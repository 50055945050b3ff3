package cn.estation.chat.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.chat.talk.Conversation;
import cn.estation.chat.talk.Question;
import cn.estation.grid.TestPlaces;
import cn.estation.grid.TestPlaces.Town;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.PastQuestions;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import cn.estation.wechat.IncomingMessage.Kind;
import cn.estation.wechat.WechatApp;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is known of where somebody is decides which guides are theirs and where they go. */
@EstationTest
class PlaceTests {

    private static final String POINTS = """
            {"points":[
             {"code":"$-p1","cell":"$-c1","name":"东社区服务中心","level":"COMMUNITY","address":"东路1号",
              "hours":"每天 0:00-23:59，节假日照常","counters":[{"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]},
             {"code":"$-p1e","cell":"$-c1","name":"东社区东门点","level":"COMMUNITY","address":"东路99号",
              "hours":"每天 0:00-23:59，节假日照常","serves":["$-m2"],
              "counters":[{"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]},
             {"code":"$-p2","cell":"$-c2","name":"西社区服务中心","level":"COMMUNITY","address":"西路2号",
              "hours":"每天 0:00-23:59，节假日照常","counters":[{"code":"z1","name":"综合窗口","handles":"社区的事","general":true}]}]}""";

    private final StandInWorld world;
    private final People people;
    private final TestPlaces towns;
    private final Places places;
    private final PastQuestions past;
    private final GuideSearch search;
    private final JdbcClient database;
    private final Clock clock;

    private Town town;
    private String everybodys;
    private String locals;

    @Autowired
    PlaceTests(
            StandIn standIn,
            People people,
            TestPlaces towns,
            Places places,
            PastQuestions past,
            GuideSearch search,
            JdbcClient database,
            Clock clock) {
        this.world = standIn.world();
        this.people = people;
        this.towns = towns;
        this.places = places;
        this.past = past;
        this.search = search;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void aTownWithOneGuideForAllAndOneOfEachCommunity() {
        town = towns.town().with("service-points", POINTS);
        everybodys = "全区浮桥" + town.code("");
        locals = "渡口通行" + town.code("");
        guide("g0", "", everybodys);
        guide("g1", "c1", locals);
        guide("g2", "c2", locals);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> search.search(locals, 3).size() >= 2
                        && !search.search(everybodys, 3).isEmpty());
    }

    private void guide(String code, String cell, String title) {
        var guide = GuideFixture.json(title);
        guide.put("code", town.code(code)).put("cell", town.code(cell)).put("useLevel", "COMMUNITY");
        guide.put("place", "指南里写的地址");
        guide.putArray("aliases");
        guide.putArray("circumstances");
        guide.withArray("documents").remove(1);
        var file = JsonMapper.shared().createObjectNode();
        file.putArray("guides").add(guide);
        town.with("guides", file.toString());
    }

    private long idOf(String code) {
        return database.sql("SELECT id FROM guide_item WHERE code = ?")
                .param(town.code(code))
                .query(Long.class)
                .single();
    }

    private Person follower() {
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    private Person scanned(String cell) {
        var person = follower();
        assertThat(world.scan(person, "cell-" + town.cell(cell).id()).replyText())
                .contains("您扫的是");
        return person;
    }

    private String say(Person person, String text) {
        var delivery = world.sendText(person, text);
        assertThat(delivery.failed()).as(delivery.problem()).isFalse();
        return delivery.replyText();
    }

    private Caller residentOf(String cell) {
        var resident = people.resident();
        resident.put(
                "/api/v1/me/community",
                Map.of("communityId", Long.toString(town.cell(cell).id())));
        return resident;
    }

    private static Answer ask(Caller who, String text) {
        return who.post("/api/v1/chat", Map.of("text", text));
    }

    @Test
    void aScannedMicroGridSaysWhereToGo() {
        assertThat(say(scanned("m2"), everybodys + "怎么办")).contains("东社区东门点").doesNotContain("东社区服务中心");
        assertThat(say(scanned("b1"), everybodys + "怎么办")).contains("东社区服务中心").doesNotContain("东门点");
        assertThat(say(scanned("m3"), everybodys + "怎么办")).contains("西社区服务中心");
        assertThat(say(follower(), everybodys + "怎么办")).doesNotContain("社区服务中心", "东门点");
    }

    @Test
    void aScannedCodeIsForgottenInTime() {
        var person = scanned("m2");
        database.sql("UPDATE chat_place SET scanned_at = ?, expires_at = ? WHERE scene = ?")
                .params(
                        Timestamp.from(clock.instant().minusSeconds(9)),
                        Timestamp.from(clock.instant().minusSeconds(1)),
                        "cell-" + town.cell("m2").id())
                .update();

        assertThat(say(person, everybodys + "怎么办")).doesNotContain("东社区东门点");
    }

    @Test
    void aScannedCodeSaysWhoseGuidesAreMeant() {
        assertThat(say(follower(), locals + "怎么办")).contains("您是不是想问");

        assertThat(say(scanned("m3"), locals + "怎么办")).contains("【" + locals + "】", "西社区服务中心");
        assertThat(say(scanned("m1"), locals + "怎么办")).contains("【" + locals + "】", "东社区服务中心");
    }

    @Test
    void aResidentGetsTheGuideOfTheirOwnCommunityAndReplayAsksAlike() {
        var asked = locals + "怎么办";
        var answer = ask(residentOf("c2"), asked).json();

        assertThat(answer.path("kind").asString()).isEqualTo("GUIDE");
        assertThat(answer.path("source").path("guideId").asString()).isEqualTo(Long.toString(idOf("g2")));
        var kept = past.since(clock.instant().minus(Duration.ofHours(1)), 5_000).stream()
                .filter(one -> one.question().equals(asked))
                .findFirst()
                .orElseThrow();
        assertThat(kept.communityId()).isEqualTo(town.cell("c2").id());
        assertThat(search.search(new GuideQuery(kept.question(), 1, kept.communityId())))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.guideId()).isEqualTo(idOf("g2"));
                    assertThat(hit.confident()).isTrue();
                });
    }

    @Test
    void aVisitElsewhereDoesNotChangeWhereSomebodyBelongs() {
        var east = residentOf("c1").residentId();

        assertThat(places.communityOf(standing("m3", east)))
                .isEqualTo(town.cell("c1").id());
        assertThat(places.cellOf(standing("m3", east))).isNull();
        assertThat(places.cellOf(standing("m2", east)))
                .isEqualTo(town.cell("m2").id());
        assertThat(places.cellOf(standing("m3", people.resident().residentId())))
                .as("no community chosen")
                .isEqualTo(town.cell("m3").id());
        assertThat(places.cellOf(standing("", null)))
                .as("a whole district is no place")
                .isNull();
        assertThat(places.communityOf(standing("", null))).isZero();
    }

    @Test
    void aHomeOutweighsAScannedCode() {
        var east = residentOf("c1");
        var told = east.put(
                "/api/v1/me/home",
                Map.of("buildingId", Long.toString(town.cell("b1").id())));
        assertThat(told.status()).as(told.body()).isLessThan(300);

        assertThat(places.cellOf(standing("m2", east.residentId()))).isNull();
    }

    private Question standing(String cell, @Nullable Long resident) {
        var person = UUID.randomUUID().toString().replace("-", "") + "00000000000";
        var id = town.cell(cell).id();
        places.remember(person, new Places.Place("cell-" + id, id, null));
        return new Question(
                WechatApp.OFFICIAL_ACCOUNT, "o", resident, Kind.TEXT, "问", "问", "", person, null, Conversation.NONE);
    }
}
