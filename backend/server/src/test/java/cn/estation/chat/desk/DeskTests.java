package cn.estation.chat.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class DeskTests {

    private static final String CUSTOM_SEND = "/cgi-bin/message/custom/send";

    private final People people;
    private final SetHours hours;
    private final DeskTimers timers;
    private final JdbcClient database;
    private final StandInWorld world;
    private final Clock clock;
    private GridCell community;
    private Caller resident;
    private Caller worker;

    @Autowired
    DeskTests(People people, SetHours hours, DeskTimers timers, JdbcClient database, StandIn standIn, Clock clock) {
        this.people = people;
        this.hours = hours;
        this.timers = timers;
        this.database = database;
        this.world = standIn.world();
        this.clock = clock;
    }

    @BeforeEach
    void somebodyAsksAndSomebodyWorks() {
        hours.open.set(true);
        community = people.community();
        resident = residentHere();
        worker = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
    }

    @AfterEach
    void clearWeather() {
        hours.open.set(true);
        world.clearFaults();
    }

    private Caller residentHere() {
        var caller = people.resident();
        caller.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        return caller;
    }

    private Answer say(Caller who, String text) {
        var answer = who.post("/api/v1/chat", Map.of("text", text));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private String text(Caller who, String text) {
        return say(who, text).json().path("text").asString();
    }

    private long handover(Caller who) {
        return database.sql("SELECT MAX(id) FROM chat_handover WHERE resident_id = ?")
                .param(who.residentId())
                .query(Long.class)
                .single();
    }

    private String status(long handover) {
        return database.sql("SELECT status FROM chat_handover WHERE id = ?")
                .param(handover)
                .query(String.class)
                .single();
    }

    private Answer act(Caller staff, long handover, String act, String... more) {
        var form = new java.util.HashMap<>(Map.of("requestKey", Codes.next()));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return staff.form("/console/chats/" + handover + "/" + act, form);
    }

    private void longAgo(long handover, String... columns) {
        for (var column : columns) {
            var sql = switch (column) {
                case "person_at" -> "UPDATE chat_handover SET person_at = ? WHERE id = ?";
                case "staff_at" -> "UPDATE chat_handover SET staff_at = ? WHERE id = ?";
                case "taken_at" -> "UPDATE chat_handover SET taken_at = ? WHERE id = ?";
                default -> "UPDATE chat_handover SET opened_at = ? WHERE id = ?";
            };
            var ago = column.equals("staff_at") ? 55 : 60;
            database.sql(sql)
                    .params(Timestamp.from(clock.instant().minus(Duration.ofMinutes(ago))), handover)
                    .update();
        }
    }

    private List<String> heard(Caller who, String author) {
        var heard = new ArrayList<String>();
        who.get("/api/v1/chat/messages?size=100").json().path("items").forEach(line -> {
            if (line.path("author").asString().equals(author)) {
                heard.add(line.path("text").asString());
            }
        });
        return heard;
    }

    private Person follower() {
        var person = world.createPerson("t" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    private long handoverOfFollower() {
        return database.sql("SELECT MAX(id) FROM chat_handover WHERE resident_id IS NULL")
                .query(Long.class)
                .single();
    }

    private Caller districtDirector() {
        return people.staff(
                StaffRole.DIRECTOR, people.above(people.above(community)).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"转人工", "人工", "人工客服", "找人", "我要找工作人员", "转接人工服务", "找个人"})
    void asksForAPersonInManyWords(String words) {
        var answer = say(resident, words);

        assertThat(answer.json().path("kind").asString()).isEqualTo("DESK");
        assertThat(answer.json().path("text").asString()).contains("第一位");
        assertThat(status(handover(resident))).isEqualTo("WAITING");
    }

    @Test
    void tellsThePlaceInTheQueue() {
        text(resident, "转人工");
        var next = residentHere();

        assertThat(text(next, "转人工")).contains("前面还有 1 位");
        assertThat(text(next, "转人工")).contains("前面还有 1 位");
        act(worker, handover(resident), "take");
        assertThat(text(next, "转人工")).contains("第一位");
    }

    @Test
    void handsOverAfterTwoMissesInARow() {
        assertThat(text(resident, "zxqwv vwqxz")).contains("不知道").doesNotContain("转接");
        assertThat(text(resident, "qqzzx wwvvk")).contains("不知道", "已为您转接");
        assertThat(status(handover(resident))).isEqualTo("WAITING");
    }

    @Test
    void lettersGoToThePersonAndNotToTheBot() {
        text(resident, "我家门牌号怎么登记");
        text(resident, "转人工");
        assertThat(text(resident, "您好，在吗")).contains("已记下");
        long handover = handover(resident);
        assertThat(act(worker, handover, "take").status()).isEqualTo(302);

        assertThat(text(resident, "zxqwv，我电话13812345678")).doesNotContain("不知道").contains("已发给工作人员");
        assertThat(act(worker, handover, "say", "text", "您好，我是小李。").status()).isEqualTo(302);

        var page = worker.get("/console/chats/" + handover).body();
        assertThat(page).contains("我家门牌号怎么登记", "您好，在吗", "[电话]", "您好，我是小李。").doesNotContain("13812345678");
        var lines = resident.get("/api/v1/chat/messages").json().path("items");
        var last = lines.get(lines.size() - 1);
        assertThat(last.path("text").asString()).isEqualTo("您好，我是小李。");
        assertThat(last.path("machine").asBoolean()).isFalse();
        assertThat(last.path("label").asString()).contains("工作人员");
        assertThat(database.sql("SELECT COUNT(*) FROM chat_line WHERE text LIKE '%小李%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(database.sql("SELECT COUNT(*) FROM chat_delivery WHERE about_id = ?")
                        .param(handover)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void helpStillComesFirst() {
        text(resident, "转人工");
        act(worker, handover(resident), "take");

        assertThat(say(resident, "等一下，我家着火了").json().path("kind").asString()).isEqualTo("EMERGENCY");
        assertThat(worker.get("/console/chats/" + handover(resident)).body()).contains("我家着火了");
    }

    @Test
    void isTakenByExactlyOneOfMany() {
        text(resident, "转人工");
        long handover = handover(resident);
        var staff = IntStream.range(0, 8)
                .mapToObj(n -> people.staff(StaffRole.COMMUNITY_WORKER, community.id()))
                .toList();

        var answers = Race.of(8, n -> () -> act(staff.get(n), handover, "take").status());

        assertThat(answers).filteredOn(status -> status == 302).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
        assertThat(heard(resident, "SYSTEM")).hasSize(1);
    }

    @Test
    void nobodyHasTwoHandOversAtOnce() {
        Race.of(8, n -> () -> say(resident, "转人工").status());

        assertThat(database.sql("SELECT COUNT(*) FROM chat_handover WHERE resident_id = ?")
                        .param(resident.residentId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsLinesInTheOrderInWhichTheyCameAndLosesNone() {
        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");

        Race.of(
                12,
                n -> () -> n % 2 == 0
                        ? say(resident, "第 " + n + " 句").status()
                        : act(worker, handover, "say", "text", "回 " + n).status());
        for (int n = 0; n < 4; n++) {
            say(resident, "先 " + n);
            act(worker, handover, "say", "text", "后 " + n);
        }

        assertThat(heard(resident, "PERSON"))
                .filteredOn(line -> line.startsWith("第"))
                .hasSize(6);
        assertThat(heard(resident, "STAFF")).hasSize(10);
        var all = new ArrayList<String>();
        resident.get("/api/v1/chat/messages?size=100")
                .json()
                .path("items")
                .forEach(line -> all.add(line.path("text").asString()));
        assertThat(all.stream().filter(line -> line.startsWith("先 ") || line.startsWith("后 ")))
                .containsExactly("先 0", "后 0", "先 1", "后 1", "先 2", "后 2", "先 3", "后 3");
    }

    @Test
    void readsOnFromWhereItStopped() {
        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");
        var next = resident.get("/api/v1/chat/messages").json().path("next").asString();

        assertThat(resident.get("/api/v1/chat/messages?after=" + next)
                        .json()
                        .path("items")
                        .size())
                .isZero();
        for (int n = 0; n < 5; n++) {
            act(worker, handover, "say", "text", "第 " + n + " 条");
        }
        var got = new ArrayList<String>();
        for (int page = 0; page < 3; page++) {
            var answer =
                    resident.get("/api/v1/chat/messages?size=2&after=" + next).json();
            answer.path("items").forEach(line -> got.add(line.path("text").asString()));
            next = answer.path("next").asString();
        }
        assertThat(got).containsExactly("第 0 条", "第 1 条", "第 2 条", "第 3 条", "第 4 条");
        assertThat(people.resident()
                        .get("/api/v1/chat/messages")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(resident.get("/api/v1/chat/messages?size=0").status()).isEqualTo(400);
    }

    @Test
    void whatIsSentTwiceArrivesOnce() {
        text(resident, "转人工");
        act(worker, handover(resident), "take");
        var key = UUID.randomUUID().toString();

        for (int i = 0; i < 3; i++) {
            assertThat(resident.post("/api/v1/chat", Map.of("text", "只说一次"), key)
                            .status())
                    .isEqualTo(200);
        }
        var form = Map.of("requestKey", Codes.next(), "text", "只回一次");
        for (int i = 0; i < 3; i++) {
            worker.form("/console/chats/" + handover(resident) + "/say", form);
        }

        assertThat(heard(resident, "PERSON")).filteredOn("只说一次"::equals).hasSize(1);
        assertThat(heard(resident, "STAFF")).containsExactly("只回一次");
    }

    @Test
    void goesBackToTheBotWhenEitherWishes() {
        text(resident, "转人工");
        assertThat(text(resident, "结束")).contains("回到机器人");
        assertThat(status(handover(resident))).isEqualTo("CLOSED");

        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");
        assertThat(act(worker, handover, "return").status()).isEqualTo(302);
        assertThat(status(handover)).isEqualTo("CLOSED");
        assertThat(act(worker, handover, "say", "text", "还在吗").status()).isEqualTo(409);
        assertThat(text(resident, "你好")).contains("机器人");
        assertThat(heard(resident, "SYSTEM").getLast()).contains("由机器人回答");
    }

    @Test
    void canBeGivenToAColleagueOfTheSameCommunity() {
        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");
        var colleague = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var stranger =
                people.staff(StaffRole.COMMUNITY_WORKER, people.community().id());

        assertThat(act(worker, handover, "transfer", "to", Long.toString(stranger.staffId()))
                        .status())
                .isEqualTo(404);
        assertThat(act(worker, handover, "transfer", "to", Long.toString(colleague.staffId()))
                        .status())
                .isEqualTo(302);
        assertThat(act(worker, handover, "say", "text", "我又来了").status()).isEqualTo(409);
        assertThat(act(colleague, handover, "say", "text", "我来接待您").status()).isEqualTo(302);
    }

    @Test
    void endsWhenNothingIsSaidForLong() {
        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");
        act(worker, handover, "say", "text", "请讲");
        longAgo(handover, "person_at", "taken_at", "staff_at");

        timers.look();

        assertThat(status(handover)).isEqualTo("CLOSED");
        assertThat(heard(resident, "SYSTEM").getLast()).contains("由机器人回答");
    }

    @Test
    void whoeverStillWaitsForAnAnswerGoesBackIntoTheQueue() {
        text(resident, "转人工");
        long handover = handover(resident);
        act(worker, handover, "take");
        longAgo(handover, "person_at", "taken_at");

        timers.look();

        assertThat(status(handover)).isEqualTo("WAITING");
        assertThat(heard(resident, "SYSTEM").getLast()).contains("重新排队");
    }

    @Test
    void isToldThatItGoesOnWhenTheQueueIsLong() {
        text(resident, "转人工");
        longAgo(handover(resident), "opened_at");

        timers.look();
        timers.look();

        assertThat(heard(resident, "SYSTEM")).hasSize(1).first().asString().contains("让您久等了");
    }

    @Test
    void atNightAMessageIsLeftForTheMorning() {
        hours.open.set(false);

        assertThat(text(resident, "转人工")).contains("没有工作人员在线", "上班后");
        assertThat(text(resident, "我家暖气不热，请回电 13812345678")).contains("已留言");
        long handover = handover(resident);
        assertThat(status(handover)).isEqualTo("MESSAGE");
        assertThat(text(resident, "你好")).contains("机器人");

        hours.open.set(true);
        assertThat(worker.get("/console/chats").body()).contains("留言");
        assertThat(worker.get("/console/chats/" + handover).body()).contains("我家暖气不热");
        act(worker, handover, "take");
        act(worker, handover, "say", "text", "已报修");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> resident.get("/api/v1/notices").body().contains("DESK_ANSWERED"));
        assertThat(heard(resident, "STAFF")).containsExactly("已报修");
    }

    @Test
    void whoeverWaitsAtClosingTimeIsNotLeftInSilence() {
        text(resident, "转人工");
        hours.open.set(false);

        timers.look();

        assertThat(status(handover(resident))).isEqualTo("MESSAGE");
        assertThat(heard(resident, "SYSTEM").getLast()).contains("下班了", "留言");
    }

    @Test
    void reachesAFollowerByCustomerServiceMessageInOrder() {
        var person = follower();
        assertThat(world.sendText(person, "转人工").replyText()).contains("第一位");
        long handover = handoverOfFollower();
        var director = districtDirector();
        act(director, handover, "take");
        assertThat(world.sendText(person, "我要问的事").replyText()).isEmpty();
        act(director, handover, "say", "text", "请带身份证来。");
        act(director, handover, "say", "text", "<a href='http://evil.example'>点我</a>");

        await().atMost(Duration.ofSeconds(20)).until(() -> service(person).size() >= 3);
        var sent = service(person);
        assertThat(sent.get(0)).contains("已接入");
        assertThat(sent.get(1)).contains("请带身份证来。", "工作人员回复");
        assertThat(sent.get(2)).doesNotContain("evil", "<a");
        assertThat(people.staff(StaffRole.DIRECTOR, community.id())
                        .get("/console/chats/" + handover)
                        .status())
                .isEqualTo(404);
    }

    private List<String> service(Person person) {
        return world.inbox(person, Message.Kind.CUSTOMER_SERVICE).stream()
                .map(Message::content)
                .toList();
    }

    @Test
    void aRepeatedPushIsOneLine() {
        var person = follower();
        world.sendText(person, "转人工");
        act(districtDirector(), handoverOfFollower(), "take");

        var delivery = world.sendText(person, "只有一句");
        world.resend(delivery);
        world.resend(delivery);

        assertThat(database.sql("SELECT COUNT(*) FROM chat_line l JOIN chat_handover h ON h.person = l.person"
                                + " WHERE h.id = ? AND l.author = 'PERSON'")
                        .param(handoverOfFollower())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        var person = follower();
        world.sendText(person, "转人工");
        long handover = handoverOfFollower();
        world.fail(CUSTOM_SEND, Fault.TRUNCATED, 1);
        act(districtDirector(), handover, "take");

        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries(handover).equals(List.of("UNKNOWN")));
        world.sendText(person, "还在吗");
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> deliveries(handover).equals(List.of("UNKNOWN")));
    }

    private List<String> deliveries(long handover) {
        return database.sql("SELECT status FROM chat_delivery WHERE about_id = ? ORDER BY place")
                .param(handover)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Test
    void outsideTheWindowItWaitsForTheNextVisit() {
        var person = follower();
        world.sendText(person, "转人工");
        long handover = handoverOfFollower();
        var director = districtDirector();
        act(director, handover, "take");
        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries(handover).equals(List.of("SENT")));
        database.sql("UPDATE chat_handover SET person_at = ? WHERE id = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofHours(49))), handover)
                .update();
        act(director, handover, "say", "text", "可以来取了。");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deliveries(handover).getLast().equals("HELD"));
        assertThat(director.get("/console/chats/" + handover).body()).contains("本人下次来时发出");

        world.sendText(person, "你好");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> deliveries(handover).getLast().equals("SENT"));
        assertThat(service(person).getLast()).contains("可以来取了。");
    }

    @Test
    void everyMoveIsOneThatTheStatesKnow() {
        assertThat(HandoverStatus.CLOSED.next()).isEmpty();
        for (var from : HandoverStatus.values()) {
            if (from != HandoverStatus.CLOSED) {
                assertThat(from.next()).contains(HandoverStatus.CLOSED);
            }
        }
        var known = new ArrayList<String>();
        for (var from : HandoverStatus.values()) {
            from.next().forEach(to -> known.add(from + ">" + to));
        }
        assertThat(database.sql(
                                "SELECT DISTINCT CONCAT(from_status, '>', to_status) FROM chat_handover_move WHERE from_status IS NOT NULL")
                        .query(String.class)
                        .list())
                .isSubsetOf(known);
    }

    @Test
    void isNobodysBusinessElsewhere() {
        text(resident, "转人工");
        long handover = handover(resident);
        var elsewhere = people.staff(StaffRole.DIRECTOR, people.community().id());

        for (var act : List.of("take", "say", "return", "transfer", "reveal")) {
            assertThat(act(elsewhere, handover, act, "text", "x", "to", "1", "reason", "核实情况后回电")
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(elsewhere.get("/console/chats/" + handover).status()).isEqualTo(404);
        assertThat(elsewhere.get("/console/chats").body()).doesNotContain("/console/chats/" + handover);
        assertThat(people.staff(StaffRole.GRID_WORKER, community.id())
                        .get("/console/chats/" + handover)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void showsNumbersOnlyForAReasonThatGoesOnRecord() {
        text(resident, "转人工");
        text(resident, "请打 13812345678");
        long handover = handover(resident);

        assertThat(act(worker, handover, "reveal", "reason", "急").status()).isEqualTo(400);
        assertThat(act(worker, handover, "reveal", "reason", "要给本人回电话").body()).contains("13812345678");
        assertThat(database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = 'chat.reveal' AND subject = ?")
                        .param("handover:" + handover)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void cannedRepliesAreOfOneCommunity() {
        var id = Long.toString(community.id());
        var words = Map.of("communityId", id, "title", "问好", "text", "您好，请讲。", "requestKey", Codes.next());
        assertThat(worker.form("/console/canned", words).status()).isEqualTo(302);
        assertThat(worker.form(
                                "/console/canned",
                                Map.of("communityId", id, "title", "问好", "text", "又来", "requestKey", Codes.next()))
                        .body())
                .contains("同名", "又来");
        assertThat(people.staff(StaffRole.DIRECTOR, people.community().id())
                        .form("/console/canned", words)
                        .status())
                .isEqualTo(404);
        text(resident, "转人工");
        act(worker, handover(resident), "take");
        assertThat(worker.get("/console/chats/" + handover(resident)).body()).contains("data-fill=\"您好，请讲。\"");
    }

    @Test
    void nothingThatIsSaidIsMarkup() {
        text(resident, "转人工");
        text(resident, "<script>alert(1)</script><img src=x onerror=alert(1)>");

        assertThat(worker.get("/console/chats/" + handover(resident)).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void forgetsThePersonAndEndsWhatIsOpen() {
        text(resident, "转人工");
        long handover = handover(resident);

        resident.delete("/api/v1/me");

        await().atMost(Duration.ofSeconds(15)).until(() -> status(handover).equals("CLOSED"));
        assertThat(worker.get("/console/chats/" + handover).body()).contains("已按规定删除");
    }
}
