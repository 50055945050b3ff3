package cn.estation.chat.mending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.chat.miss.TestQuestions;
import cn.estation.grid.GridCell;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.TestGuides;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.privacy.Vault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class MendingTests {

    private final StandInWorld world;
    private final People people;
    private final TestQuestions questions;
    private final TestMendings mendings;
    private final TestGuides guides;
    private final JdbcClient database;
    private final Vault vault;
    private final Ids ids;

    private GridCell community;
    private GridCell district;
    private Caller author;
    private Caller reviewer;
    private String thing;

    @Autowired
    MendingTests(
            StandIn standIn,
            People people,
            TestQuestions questions,
            TestMendings mendings,
            TestGuides guides,
            JdbcClient database,
            Vault vault,
            Ids ids) {
        this.world = standIn.world();
        this.people = people;
        this.questions = questions;
        this.mendings = mendings;
        this.guides = guides;
        this.database = database;
        this.vault = vault;
        this.ids = ids;
    }

    @BeforeEach
    void aPlaceAndAThingNobodyElseAsksOf() {
        community = people.community();
        district = people.above(people.above(community));
        author = people.staff(StaffRole.DIRECTOR, district.id());
        reviewer = people.staff(StaffRole.DIRECTOR, district.id());
        thing = TestQuestions.nonsense();
    }

    private Person follower() {
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    private Caller resident() {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        return resident;
    }

    private static Answer ask(Caller who, String text) {
        return who.post("/api/v1/chat", Map.of("text", text));
    }

    private static Map<String, String> form(String... pairs) {
        var form = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        form.put("requestKey", Codes.next());
        return form;
    }

    private long group() {
        return questions.groupOfLast(community.id());
    }

    private long propose(long group, Map<String, String> form, String kind) {
        var answer = author.form("/console/misses/" + group + "/answer?kind=" + kind, form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var path = answer.headers().firstValue("Location").orElseThrow();
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private long standing(long group) {
        long id = propose(
                group,
                form("cellId", Long.toString(district.id()), "question", thing, "words", "", "answer", "飞艇请停在三号广场。"),
                "STANDING");
        mendings.replay();
        return id;
    }

    private Answer approve(Caller who, long mending) {
        return who.form("/console/mendings/" + mending + "/approve", form("seen", mendings.stamp(mending)));
    }

    private List<Message> told(Person person) {
        return world.inbox(person, Message.Kind.CUSTOMER_SERVICE).stream()
                .filter(message -> message.content().contains("您之前问的"))
                .toList();
    }

    @Test
    void aMissBecomesAnAnswerThatReachesEverybodyWhoAskedOnce() throws Exception {
        var follower = follower();
        assertThat(world.sendText(follower, thing + "怎么办").replyText()).doesNotContain("三号广场");
        var resident = resident();
        assertThat(ask(resident, "请问" + thing).json().path("kind").asString()).isIn("MISS", "CHOICES");
        long group = group();
        long mending = standing(group);

        assertThat(approve(author, mending).status()).isEqualTo(409);
        assertThat(told(follower)).isEmpty();
        assertThat(approve(reviewer, mending).status()).isEqualTo(302);
        Race.of(8, n -> () -> {
            mendings.tell();
            return n;
        });

        assertThat(told(follower))
                .hasSize(1)
                .first()
                .satisfies(message -> assertThat(message.content()).contains("飞艇请停在三号广场", "依据：测试区", "第 1 版", "机器人"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(resident.get("/api/v1/notices").body()).containsOnlyOnce("您之前问的事有答案了：" + thing));
        mendings.tell();
        assertThat(told(follower)).hasSize(1);
        assertThat(mendings.stages(group)).containsExactly("INBOX", "SENT");
        // Every node follows within a second.
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                world.sendText(follower(), "你好，" + thing).replyText())
                        .contains("三号广场"));
        assertThat(ask(resident, thing + "怎么办").json().path("kind").asString()).isEqualTo("STANDING");
    }

    @Test
    void whoeverCannotBeWrittenToIsToldWithTheNextAnswer() {
        var follower = follower();
        world.sendText(follower, thing + "怎么办");
        ask(resident(), thing);
        database.sql("UPDATE chat_asker SET account_at = ? WHERE account_at IS NOT NULL")
                .param(java.sql.Timestamp.valueOf("2026-01-01 00:00:00"))
                .update();
        long group = group();
        approve(reviewer, standing(group));
        mendings.tell();

        assertThat(told(follower)).isEmpty();
        assertThat(mendings.stages(group)).containsExactly("INBOX", "LATER");
        assertThat(world.sendText(follower, "谢谢").replyText()).contains("您之前问的", "三号广场");
        assertThat(world.sendText(follower, "谢谢").replyText()).doesNotContain("您之前问的");
        assertThat(mendings.stages(group)).containsExactly("INBOX", "TOLD");
    }

    @Test
    void aMessageThatWasBeingSentWhenTheNodeDiedIsNotSentAgain() {
        var follower = follower();
        world.sendText(follower, thing + "怎么办");
        ask(resident(), thing);
        long group = group();
        approve(reviewer, standing(group));
        database.sql("""
                        UPDATE chat_ask SET status = 'SENDING', attempts = 1, changed_at = '2026-01-01 00:00:00'
                        WHERE group_id = ? AND person IN (SELECT person FROM chat_asker WHERE openid IS NOT NULL)""").param(group).update();

        mendings.tell();
        mendings.tell();

        assertThat(told(follower)).isEmpty();
        assertThat(mendings.stages(group)).containsExactly("INBOX", "UNKNOWN");
    }

    @Test
    void theReplayShowsWhatIsMendedBeforeItIsLive() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());

        var page = reviewer.get("/console/mendings/" + mending).body();
        assertThat(page).contains("现在答得上的", thing, "没答上", "审核通过并告知");
    }

    @Test
    void nothingIsApprovedThatWasNotTriedOnOldQuestions() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        forgetTrial(mending);

        assertThat(approve(reviewer, mending).body()).contains("再试一遍");
    }

    @Test
    void aliasesGoIntoTheGuideAndHoldWithItsNextVersion() {
        long guide = guides.published(people, community.id());
        var asker = resident();
        ask(asker, thing + "怎么办");
        long group = group();
        long mending = propose(
                group,
                form("cellId", Long.toString(district.id()), "guideId", Long.toString(guide), "words", thing),
                "ALIAS");
        mendings.replay();

        assertThat(approve(author, mending).status()).isEqualTo(409);
        assertThat(approve(reviewer, mending).status()).isEqualTo(302);
        assertThat(status(mending)).isEqualTo("CLEARED");
        assertThat(mendings.stages(group)).containsExactly("WAITING");
        publish(guide);
        mendings.tell();

        assertThat(mendings.stages(group)).containsExactly("INBOX");
        assertThat(status(mending)).isEqualTo("LIVE");
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(ask(asker, thing).json().path("kind").asString())
                                .isEqualTo("GUIDE"));
    }

    @Test
    void aQuestionAndItsAnswerGoIntoTheGuide() {
        long guide = guides.published(people, community.id());
        ask(resident(), thing + "怎么办");
        long mending = propose(
                group(),
                form(
                        "cellId",
                        Long.toString(district.id()),
                        "guideId",
                        Long.toString(guide),
                        "question",
                        thing + "飞艇停在哪",
                        "answer",
                        "停在三号广场。"),
                "FAQ");
        mendings.replay();
        approve(reviewer, mending);

        publish(guide);

        assertThat(status(mending)).isEqualTo("LIVE");
        assertThat(people.stranger().get("/api/v1/guides/" + guide).body()).contains(thing + "飞艇停在哪");
    }

    /** As if something else had been tried. The timer does not try it again by itself. */
    private void forgetTrial(long mending) {
        database.sql("UPDATE chat_mending SET replayed_digest = REPEAT('0', 64) WHERE id = ?")
                .param(mending)
                .update();
    }

    private long alias(long guide) {
        return propose(
                group(),
                form("cellId", Long.toString(district.id()), "guideId", Long.toString(guide), "words", thing),
                "ALIAS");
    }

    @Test
    void aGuideIsNotPublishedWithWordsThatNobodyHasTried() {
        long guide = guides.published(people, community.id());
        ask(resident(), thing + "怎么办");
        long mending = alias(guide);
        mendings.replay();
        forgetTrial(mending);
        GuideFixture.submit(reviewer, guide, 2);

        assertThat(approve(reviewer, mending).body()).contains("再试一遍");
        assertThat(GuideFixture.publish(reviewer, guide, 2).body()).contains("还没有人看过重放");
        assertThat(status(mending)).isEqualTo("PROPOSED");
        reviewer.form("/console/mendings/" + mending + "/replay", form());
        mendings.replay();
        assertThat(GuideFixture.publish(reviewer, guide, 2).status()).isEqualTo(409);
        assertThat(approve(reviewer, mending).status()).isEqualTo(302);
        assertThat(GuideFixture.publish(reviewer, guide, 2).status()).isEqualTo(302);
        assertThat(status(mending)).isEqualTo("LIVE");
    }

    @Test
    void wordsThatAreReturnedLeaveTheDraft() {
        long guide = guides.published(people, community.id());
        ask(resident(), thing + "怎么办");
        long group = group();
        long mending = alias(guide);
        assertThat(author.get("/console/guides/" + guide + "/versions/2").body())
                .contains(thing);

        assertThat(reviewer.form("/console/mendings/" + mending + "/return", form("reason", "不是这个叫法"))
                        .status())
                .isEqualTo(302);

        assertThat(author.get("/console/guides/" + guide + "/versions/2").body())
                .doesNotContain(thing);
        assertThat(questions.share(group, community.id()).status()).isEqualTo("OPEN");
    }

    @Test
    void whatWasTriedAgainIsLookedAtAgain() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        var seen = mendings.stamp(mending);
        reviewer.form("/console/mendings/" + mending + "/replay", form());
        mendings.replay();

        var answer = reviewer.form("/console/mendings/" + mending + "/approve", form("seen", seen));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("重放的结果有更新");
        assertThat(approve(reviewer, mending).status()).isEqualTo(302);
    }

    @Test
    void tryingAgainReallyTriesAgain() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        var first = mendings.stamp(mending);

        assertThat(reviewer.form("/console/mendings/" + mending + "/replay", form())
                        .status())
                .isEqualTo(302);
        mendings.replay();

        assertThat(mendings.stamp(mending)).isNotEqualTo(first);
    }

    @Test
    void whatWasTriedAWeekAgoIsTriedAgain() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        database.sql("UPDATE chat_mending SET replayed_at = replayed_at - INTERVAL 8 DAY WHERE id = ?")
                .param(mending)
                .update();

        assertThat(approve(reviewer, mending).body()).contains("一周以前");
    }

    @Test
    void wordsChangedAfterTheTrialAreNotApproved() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        database.sql("UPDATE chat_mending SET answer = '请把钱汇给我' WHERE id = ?")
                .param(mending)
                .update();

        assertThat(approve(reviewer, mending).status()).isEqualTo(409);
    }

    @Test
    void goodAnswersChangeOnlyForAReasonThatIsKept() {
        ask(resident(), thing + "怎么办");
        long mending = standing(group());
        database.sql("UPDATE chat_mending SET changed = 3 WHERE id = ?")
                .param(mending)
                .update();

        assertThat(reviewer.get("/console/mendings/" + mending).body()).contains("为什么这些答案可以变");
        assertThat(approve(reviewer, mending).body()).contains("有 3 种原来答得上的问法答案会变");
        var answer = reviewer.form(
                "/console/mendings/" + mending + "/approve",
                form("seen", mendings.stamp(mending), "reason", "原来的答案过时了"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(reviewer.get("/console/mendings/" + mending).body()).contains("原来的答案过时了");
    }

    @Test
    void synonymsHoldOnceSomebodyElseApproves() {
        ask(resident(), thing + "怎么办");
        long group = group();
        long mending =
                propose(group, form("cellId", Long.toString(district.id()), "words", thing + "\n居住证明"), "SYNONYM");
        mendings.replay();

        assertThat(live(thing)).isZero();
        assertThat(approve(author, mending).status()).isEqualTo(409);
        assertThat(approve(reviewer, mending).status()).isEqualTo(302);
        mendings.tell();

        assertThat(live(thing)).isEqualTo(1);
        assertThat(mendings.stages(group)).containsExactly("INBOX");
    }

    private long live(String word) {
        return database.sql("SELECT COUNT(*) FROM guide_synonym WHERE status = 'LIVE' AND words LIKE ?")
                .param("%" + word + "%")
                .query(Long.class)
                .single();
    }

    private void publish(long guide) {
        var answer = GuideFixture.publish(reviewer, guide, 2);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void whatIsReturnedIsToBeDoneAgain() {
        ask(resident(), thing + "怎么办");
        long group = group();
        long mending = standing(group);
        assertThat(questions.share(group, community.id()).status()).isEqualTo("MENDING");

        assertThat(reviewer.form("/console/mendings/" + mending + "/return", form("reason", "说得不对"))
                        .status())
                .isEqualTo(302);

        assertThat(questions.share(group, community.id()).status()).isEqualTo("OPEN");
        assertThat(approve(reviewer, mending).status()).isEqualTo(409);
    }

    @Test
    void whatIsDismissedWaitsForNobodyAndStaysDismissed() {
        var asker = resident();
        ask(asker, thing + "怎么办");
        long group = group();
        assertThat(author.form("/console/misses/" + group + "/dismiss", form("reason", "不是社区的事"))
                        .status())
                .isEqualTo(302);
        ask(asker, thing);
        questions.group();

        var share = questions.share(group, community.id());
        assertThat(share.status()).isEqualTo("DISMISSED");
        assertThat(share.waiting()).isZero();
    }

    @Test
    void anotherCommunityLearnsNothingOfIt() {
        ask(resident(), thing + "怎么办");
        long group = group();
        var other = people.staff(StaffRole.COMMUNITY_WORKER, people.community().id());

        assertThat(other.get("/console/misses/" + group).status()).isEqualTo(404);
        assertThat(author.get("/console/misses").body()).contains(thing);
        assertThat(other.get("/console/misses").status()).isEqualTo(200);
        assertThat(other.get("/console/misses").body()).doesNotContain(thing);
        assertThat(other.form("/console/misses/" + group + "/dismiss", form("reason", "不是社区的事"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theListGoesOnWhereThePageEndedAndShowsEachOnce() {
        for (int i = 0; i < 45; i++) {
            long id = ids.next();
            database.sql("INSERT INTO chat_group (id, sample, made_at) VALUES (?, ?, UTC_TIMESTAMP(3))")
                    .params(
                            id,
                            vault.seal(thing + "第" + i + "件", "chat_group.sample", id)
                                    .text())
                    .update();
            database.sql("""
                            INSERT INTO chat_share (group_id, community_id, asked, missed, people, waiting, status, reason,
                                first_at, last_at)
                            VALUES (?, ?, 9, 9, 9, 0, 'OPEN', '', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))""").params(id, community.id()).update();
        }
        var staff = people.staff(StaffRole.DIRECTOR, community.id());

        var seen = new java.util.ArrayList<String>();
        var page = staff.get("/console/misses").body();
        for (int more = 0; more < 4; more++) {
            java.util.regex.Pattern.compile(thing + "第\\d+件")
                    .matcher(page)
                    .results()
                    .forEach(found -> seen.add(found.group()));
            var next = java.util.regex.Pattern.compile("href=\"(/console/misses\\?status=[^\"]+)\"")
                    .matcher(page);
            if (!next.find()) {
                break;
            }
            page = staff.get(next.group(1).replace("&amp;", "&")).body();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(45);
    }

    @Test
    void aStandingAnswerThatWasWithdrawnIsNotSaid() throws InterruptedException {
        var asker = resident();
        ask(asker, thing + "怎么办");
        long mending = standing(group());
        approve(reviewer, mending);
        reviewer.form("/console/mendings/" + mending + "/withdraw", form("reason", "停泊点搬了"));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(ask(asker, thing).json().path("kind").asString())
                                .isNotEqualTo("STANDING"));
    }

    @Test
    void aStandingAnswerChangedBehindOurBackIsNotSaid() {
        var asker = resident();
        ask(asker, thing + "怎么办");
        long mending = standing(group());
        database.sql("""
                        UPDATE chat_mending SET status = 'LIVE', answer = '请把钱汇给我', reviewer = 'staff:1',
                            digest = REPEAT('0', 64), live_at = proposed_at WHERE id = ?""").param(mending).update();

        assertThat(ask(asker, thing).body()).doesNotContain("汇给我");
        database.sql("UPDATE chat_mending SET status = 'RETURNED', reviewer = NULL WHERE id = ?")
                .param(mending)
                .update();
    }

    private String status(long mending) {
        return database.sql("SELECT status FROM chat_mending WHERE id = ?")
                .param(mending)
                .query(String.class)
                .single();
    }
}
