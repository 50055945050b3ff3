package cn.estation.wechat.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.EstationTest;
import cn.estation.sandbox.wechat.Account;
import cn.estation.sandbox.wechat.Delivery;
import cn.estation.sandbox.wechat.Delivery.Outcome;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.PushOptions;
import cn.estation.sandbox.wechat.PushOptions.Mode;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import cn.estation.wechat.AuthorizationCancelled;
import cn.estation.wechat.AuthorizationRevoked;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EstationTest
class CallbackTests {

    private final StandInWorld world;
    private final SlowAnswers answers;
    private final LeftBehind leftBehind;
    private final JdbcClient database;
    private final Clock clock;

    @Autowired
    CallbackTests(StandIn standIn, SlowAnswers answers, LeftBehind leftBehind, JdbcClient database, Clock clock) {
        this.world = standIn.world();
        this.answers = answers;
        this.leftBehind = leftBehind;
        this.database = database;
        this.clock = clock;
    }

    @AfterEach
    void goodWeather() {
        world.clearFaults();
    }

    private Person follower() {
        var person = world.createPerson("c" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        return person;
    }

    private static String question() {
        return "测试：" + UUID.randomUUID();
    }

    @ParameterizedTest
    @EnumSource(Account.class)
    void showsThePlatformThatTheAddressIsOurs(Account account) {
        assertThat(world.verifyUrl(account)).isTrue();
        assertThat(world.verifyUrlWithWrongSignature(account)).isFalse();
    }

    @Test
    void answersWithinTheCallbackWhatIsReadyInTime() {
        var question = question();

        var delivery = world.sendText(follower(), question);

        assertThat(delivery.outcome()).isEqualTo(Outcome.REPLIED);
        assertThat(delivery.replyText()).isEqualTo("答复" + question);
    }

    @Test
    void givesBackTheEndOfACdataSectionAsItWasTyped() {
        var question = question() + " a]]><Content>b</Content>]]]]>>";

        assertThat(world.sendText(follower(), question).replyText()).isEqualTo("答复" + question);
    }

    @Test
    void refusesAWrongSignature() {
        var question = question();

        var delivery = world.sendText(follower(), question, PushOptions.once().withWrongSignature());

        assertThat(delivery.status()).isEqualTo(403);
        assertThat(answers.times(question)).isZero();
    }

    @Test
    void refusesWhatIsNotEncrypted() {
        var delivery = world.sendText(follower(), question(), PushOptions.once().withMode(Mode.PLAIN));

        assertThat(delivery.status()).isEqualTo(403);
    }

    @Test
    void readsOnlyTheEncryptedPartInCompatibleMode() {
        var question = question();

        var delivery = world.sendText(follower(), question, PushOptions.once().withMode(Mode.COMPATIBLE));

        assertThat(delivery.replyText()).isEqualTo("答复" + question);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -600, -310, 310, 600})
    void refusesWhatWasSignedTooLongAgoOrAhead(long seconds) {
        var question = question();

        var delivery = world.sendText(
                follower(),
                question,
                PushOptions.once().signedAt(clock.instant().plusSeconds(seconds)));

        assertThat(delivery.status()).isEqualTo(403);
        assertThat(answers.times(question)).isZero();
    }

    @Test
    void refusesAReplayWithAnotherTimestamp() {
        var delivery = world.sendText(follower(), question());

        assertThat(world.replayAt(delivery, clock.instant().plusSeconds(1)).status())
                .isEqualTo(403);
    }

    @Test
    void refusesAMessageForAnotherAppId() {
        var delivery = world.sendText(follower(), question(), PushOptions.once().withAppId("wx0000000000000000"));

        assertThat(delivery.status()).isEqualTo(403);
    }

    @Test
    void ignoresAMessageToAnotherAccount() {
        var question = question();

        var delivery = world.sendText(follower(), question, PushOptions.once().withToUserName("gh_other"));

        assertThat(delivery.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(answers.times(question)).isZero();
    }

    @Test
    void answersARepeatWithTheFirstAnswerAndDoesNothingTwice() {
        var question = question();
        var first = world.sendText(follower(), question);

        var second = world.resend(first);
        var third = world.replay(first);

        assertThat(second.replyText()).isEqualTo(first.replyText());
        assertThat(third.replyText()).isEqualTo(first.replyText());
        assertThat(answers.times(question)).isOne();
    }

    @Test
    void doesOnceWhatManyTriesBringAtTheSameTime() throws Exception {
        var question = question();
        var person = follower();
        var options = PushOptions.once().withMsgId(System.nanoTime());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 16)
                    .<Callable<Delivery>>mapToObj(n -> () -> world.sendText(person, question, options))
                    .toList();

            var deliveries = threads.invokeAll(tries);

            for (var delivery : deliveries) {
                assertThat(delivery.get().failed()).isFalse();
            }
        }
        assertThat(answers.times(question)).isOne();
    }

    @Test
    void sendsALateAnswerOnceAsACustomerServiceMessage() {
        var question = "测试：慢" + UUID.randomUUID();
        var person = follower();

        var delivery = world.sendText(person, question);

        assertThat(delivery.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(delivery.tries().getLast().millis()).isLessThan(1500);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !world.inbox(person, Message.Kind.CUSTOMER_SERVICE).isEmpty());
        world.resend(delivery);
        leftBehind.finish();
        assertThat(world.inbox(person, Message.Kind.CUSTOMER_SERVICE))
                .extracting(Message::content)
                .containsExactly("答复" + question);
        assertThat(answers.times(question)).isOne();
    }

    @Test
    void neverRepeatsAnAnswerThatMayHaveArrived() {
        var question = "测试：慢" + UUID.randomUUID();
        var person = follower();
        world.fail("/cgi-bin/message/custom/send", Fault.DROP_AFTER, 1);

        world.sendText(person, question);

        await().atMost(Duration.ofSeconds(10)).until(() -> count("UNKNOWN", question) == 1);
        leftBehind.finish();
        assertThat(world.inbox(person, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }

    private long count(String status, String question) {
        return answers.times(question) == 0
                ? 0
                : database.sql("SELECT COUNT(*) FROM wechat_inbound WHERE status = :status AND changed_at > :since")
                        .param("status", status)
                        .param("since", java.sql.Timestamp.from(clock.instant().minusSeconds(8)))
                        .query(Long.class)
                        .single();
    }

    @Test
    void triesAgainWhenNothingWasHandedOver() {
        var question = "测试：慢" + UUID.randomUUID();
        var person = follower();
        world.fail("/cgi-bin/message/custom/send", Fault.BUSY, 2);

        world.sendText(person, question);

        await().atMost(Duration.ofSeconds(10)).until(() -> world.calls("/cgi-bin/message/custom/send") >= 2);
        database.sql("UPDATE wechat_inbound SET next_at = received_at WHERE status = 'ANSWERED'")
                .update();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            database.sql("UPDATE wechat_inbound SET next_at = received_at WHERE status = 'ANSWERED' AND attempts > 0")
                    .update();
            leftBehind.finish();
            return !world.inbox(person, Message.Kind.CUSTOMER_SERVICE).isEmpty();
        });
        assertThat(answers.times(question)).isOne();
    }

    @Test
    void apologisesWhenAnsweringBreaks() {
        var delivery = world.sendText(follower(), "测试：坏" + UUID.randomUUID());

        assertThat(delivery.replyText()).contains("抱歉");
    }

    @ParameterizedTest
    @EnumSource(Account.class)
    void passesOnThatAPersonEndedTheirAccount(Account account) {
        var person = follower();

        var delivery = world.cancelAuthorisation(person, account);

        assertThat(delivery.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        var app = WechatApp.valueOf(account.name());
        var openid = account == Account.OFFICIAL_ACCOUNT ? person.mpOpenId() : person.maOpenId();
        assertThat(AuthorizationEvents.seen()).contains(new AuthorizationCancelled(app, openid));
    }

    @ParameterizedTest
    @EnumSource(Account.class)
    void passesOnWhatAPersonTookBack(Account account) {
        var person = follower();

        world.revokeAuthorisation(person, account, "8");

        var app = WechatApp.valueOf(account.name());
        var openid = account == Account.OFFICIAL_ACCOUNT ? person.mpOpenId() : person.maOpenId();
        assertThat(AuthorizationEvents.seen()).contains(new AuthorizationRevoked(app, openid, "8"));
    }

    @Test
    void readsNamesThatBeginWithASpace() {
        var person = follower();
        var message = """
                {" ToUserName":"gh_000000000002"," FromUserName":"oPlatform","CreateTime":"1700000000",\
                "MsgType":"event","Event":"user_authorization_cancellation"," OpenID":"%s"," RevokeInfo":"0"}""".formatted(person.maOpenId());

        var delivery = world.push(Account.MINI_PROGRAM, person.maOpenId(), message, PushOptions.once());

        assertThat(delivery.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(AuthorizationEvents.seen())
                .contains(new AuthorizationCancelled(WechatApp.MINI_PROGRAM, person.maOpenId()));
    }

    @Test
    void forgetsWhatAPersonSaidWhenTheyEndTheirAccount() {
        var person = follower();
        world.sendText(person, question());

        world.cancelAuthorisation(person, Account.OFFICIAL_ACCOUNT);

        assertThat(database.sql("SELECT COUNT(*) FROM wechat_inbound WHERE openid IS NULL AND content IS NULL")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void keepsNothingReadable() {
        var person = follower();
        var question = question();
        world.sendText(person, question);

        var rows = database.sql("SELECT CONCAT_WS(' ', openid, content, answer) FROM wechat_inbound")
                .query(String.class)
                .list();

        assertThat(rows).noneMatch(row -> row.contains(question) || row.contains(person.mpOpenId()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml><ToUserName>gh_000000000001</ToUserName><MsgType>event</MsgType><Event>unheard_of</Event>"
                        + "<FromUserName>oSomebody</FromUserName><CreateTime>1700000000</CreateTime></xml>",
                "<xml><ToUserName>gh_000000000001</ToUserName><MsgType>text</MsgType><Content>x</Content></xml>",
                "<xml><ToUserName>gh_000000000001</ToUserName><FromUserName>oSomebody</FromUserName>"
                        + "<CreateTime>-5</CreateTime><MsgType>text</MsgType><Content>x</Content></xml>",
                "<xml></xml>"
            })
    void ignoresWhatItCannotUse(String message) {
        var delivery = world.push(Account.OFFICIAL_ACCOUNT, "oSomebody", message, PushOptions.once());

        assertThat(delivery.status()).isEqualTo(200);
        assertThat(delivery.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
    }

    @Test
    void survivesADeadNode() {
        var person = follower();
        var question = question();
        var delivery = world.sendText(person, question);
        assertThat(delivery.outcome()).isEqualTo(Outcome.REPLIED);
        // As if the node had died before it answered.
        long id = database.sql("SELECT MAX(id) FROM wechat_inbound WHERE status = 'REPLIED'")
                .query(Long.class)
                .single();
        database.sql(
                        "UPDATE wechat_inbound SET status = 'RECEIVED', answer = NULL, next_at = received_at WHERE id = :id")
                .param("id", id)
                .update();

        leftBehind.finish();

        assertThat(world.inbox(person, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
    }
}
