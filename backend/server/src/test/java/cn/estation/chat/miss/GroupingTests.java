package cn.estation.chat.miss;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.guide.QuestionForm;
import cn.estation.kernel.Ids;
import cn.estation.privacy.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class GroupingTests {

    private final People people;
    private final TestQuestions questions;
    private final EarlierMisses earlier;
    private final Wordings wordings;
    private final Vault vault;
    private final Ids ids;
    private final JdbcClient database;

    @Autowired
    GroupingTests(
            People people,
            TestQuestions questions,
            EarlierMisses earlier,
            Wordings wordings,
            Vault vault,
            Ids ids,
            JdbcClient database) {
        this.earlier = earlier;
        this.wordings = wordings;
        this.vault = vault;
        this.ids = ids;
        this.people = people;
        this.questions = questions;
        this.database = database;
    }

    private Caller residentOf(long community) {
        var resident = people.resident();
        assertThat(resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community)))
                        .status())
                .isLessThan(300);
        return resident;
    }

    private static void ask(Caller who, String text) {
        var said = who.post("/api/v1/chat", Map.of("text", text));
        assertThat(said.json().path("kind").asString()).as(said.body()).isIn("MISS", "CHOICES");
    }

    /** Words that no guide of any test has. */
    private static String nonsense() {
        return TestQuestions.nonsense();
    }

    @Test
    void putsLikeQuestionsTogetherAndCountsWhoWaits() {
        long community = people.community().id();
        var thing = nonsense();
        var first = residentOf(community);
        ask(first, thing + "怎么办");
        ask(first, "请问" + thing + "飞艇停泊怎么办？");
        ask(residentOf(community), "飞艇停泊" + thing);

        long group = questions.groupOfLast(community);

        assertThat(questions.share(group, community)).isEqualTo(new TestQuestions.Share(3, 3, 2, 2, "OPEN"));
    }

    @Test
    void keepsQuestionsThatMeanSomethingElseApart() {
        long community = people.community().id();
        ask(residentOf(community), nonsense() + "飞艇停泊");
        long first = questions.groupOfLast(community);
        ask(residentOf(community), nonsense() + "珊瑚种植");

        assertThat(questions.groupOfLast(community)).isNotEqualTo(first);
    }

    @Test
    void groupsEachQuestionOnceHoweverOftenItIsTried() {
        long community = people.community().id();
        ask(residentOf(community), nonsense());
        long group = questions.groupOfLast(community);
        questions.group();
        questions.group();

        assertThat(questions.share(group, community).asked()).isEqualTo(1);
    }

    @Test
    void carriesMissesOfTheFirstReleaseIntoTheLedgerOnce() {
        long community = people.community().id();
        long id = ids.next();
        var text = nonsense();
        database.sql("""
                        INSERT INTO chat_miss (id, app, community_id, person, question, question_index, reason, asked_at)
                        VALUES (?, 'MINI_PROGRAM', ?, REPEAT('a', 64), ?, REPEAT('b', 64), 'NOTHING', UTC_TIMESTAMP(3))""")
                .params(
                        id,
                        community,
                        vault.seal(text, "chat_miss.question", id).text())
                .update();

        earlier.carry();
        earlier.carry();

        long group = questions.groupOfLast(community);
        assertThat(questions.share(group, community).missed()).isEqualTo(1);
        assertThat(wordings.sample(group)).isEqualTo(text);
    }

    @Test
    void keepsNothingReadable() {
        long community = people.community().id();
        var secret = nonsense();
        ask(residentOf(community), secret + " 13812345678 3号楼2单元501室");
        questions.groupOfLast(community);

        var rows = database.sql("SELECT CONCAT(question, question_index) FROM chat_question")
                .query(String.class)
                .list();
        var samples = database.sql("SELECT sample FROM chat_group")
                .query(String.class)
                .list();
        assertThat(rows).noneMatch(row -> row.contains(secret) || row.contains("13812345678"));
        assertThat(samples).noneMatch(row -> row.contains(secret));
    }

    @ParameterizedTest
    @CsvSource({"小区能装电动车充电桩吗,电动车充电桩怎么安装,true", "请问老年食堂几点开门,老年食堂开门时间,true", "老年证怎么办,老年食堂几点开门,false", "居住证丢了,身份证丢了,false"
    })
    void callsAlikeWhatPeopleWouldCallAlike(String one, String other, boolean alike) {
        var likeness = new Likeness();
        likeness.add(1, QuestionForm.of(one));

        assertThat(likeness.nearest(QuestionForm.of(other)).isPresent()).isEqualTo(alike);
    }

    /** A month of a large place: 100,000 questions in 20,000 wordings. */
    @Test
    void groupsAMonthOfQuestionsInSeconds() {
        var random = new Random(7);
        var wordings = IntStream.range(0, 20_000).mapToObj(i -> wording(random)).toList();
        var likeness = new Likeness();
        var start = System.nanoTime();
        long next = 1;
        for (var wording : wordings) {
            var form = QuestionForm.of(wording);
            if (likeness.nearest(form).isEmpty()) {
                likeness.add(next++, form);
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf("20,000 wordings in %d groups: %d ms%n", likeness.size(), took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    private static String wording(Random random) {
        var things = List.of("充电桩", "暖气", "垃圾桶", "电梯", "快递柜", "老年食堂", "停车位", "楼道灯", "水表", "门禁卡", "绿化", "健身器材");
        var acts = List.of("坏了", "安装", "收费", "开放时间", "维修", "更换", "报名", "找谁管", "噪音", "补办", "投诉", "申请");
        var places = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            places.add(String.valueOf((char) (0x4e00 + random.nextInt(600))));
        }
        return "请问" + String.join("", places) + things.get(random.nextInt(things.size()))
                + acts.get(random.nextInt(acts.size())) + "怎么办";
    }
}
