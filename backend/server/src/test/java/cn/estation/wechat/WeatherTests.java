package cn.estation.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.estation.EstationTest;
import cn.estation.privacy.Vault;
import cn.estation.sandbox.wechat.Fault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.Person;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import cn.estation.wechat.SendOutcome.Kind;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** WeChat on its bad days. */
@EstationTest
@ExtendWith(OutputCaptureExtension.class)
class WeatherTests {

    private static final String TOKEN = "/cgi-bin/stable_token";
    private static final String FORCED = "estation:wechat:forced:";
    private static final String SEND = "/cgi-bin/message/custom/send";

    private final MiniProgram miniProgram;
    private final OfficialAccount officialAccount;
    private final OfficialClient client;
    private final MiniClient mini;
    private final SharedTokens tokens;
    private final Breaker breaker;
    private final WechatHealth health;
    private final WechatSettings settings;
    private final Vault vault;
    private final Clock clock;
    private final StandInWorld world;

    @Autowired
    WeatherTests(
            MiniProgram miniProgram,
            OfficialAccount officialAccount,
            OfficialClient client,
            MiniClient mini,
            SharedTokens tokens,
            Breaker breaker,
            WechatHealth health,
            WechatSettings settings,
            Vault vault,
            Clock clock,
            StandIn standIn) {
        this.miniProgram = miniProgram;
        this.officialAccount = officialAccount;
        this.client = client;
        this.mini = mini;
        this.tokens = tokens;
        this.breaker = breaker;
        this.health = health;
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
        this.world = standIn.world();
    }

    @BeforeEach
    @AfterEach
    void goodWeather() {
        world.clearFaults();
        breaker.answered();
        for (var app : WechatApp.values()) {
            // The platform allows a forced renewal every 30 seconds only: it is kept for the test that needs it.
            tokens.setValue(FORCED + app, "1", 60, TimeUnit.SECONDS);
        }
    }

    private Person writer() {
        var person = world.createPerson("w" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        world.sendText(person, "你好");
        return person;
    }

    private SendOutcome send(Person person) {
        return officialAccount.sendText(person.mpOpenId(), "来自社区");
    }

    private long received(Person person) {
        return world.inbox(person, Message.Kind.CUSTOMER_SERVICE).stream()
                .filter(message -> message.content().equals("来自社区"))
                .count();
    }

    private void withoutToken() {
        client.getWxMpConfigStorage().expireAccessToken();
        mini.getWxMaConfig().expireAccessToken();
    }

    @Test
    void fetchesOneTokenForManyAtOnce() throws Exception {
        var person = writer();
        withoutToken();
        world.forgetCalls();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(n -> () -> client.getAccessToken(false))
                    .toList();
            var distinct = threads.invokeAll(calls).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception failed) {
                            return failed.toString();
                        }
                    })
                    .distinct()
                    .toList();
            assertThat(distinct).hasSize(1);
        }
        assertThat(world.calls(TOKEN)).isOne();
        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
    }

    @Test
    void renewsATokenThatIsNoLongerTaken() {
        var person = writer();
        send(person);
        world.endTokens();

        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
        assertThat(received(person)).isEqualTo(2);
    }

    @Test
    void asksForAnotherTokenWhenTheSameBadOneComesBack() {
        var person = writer();
        tokens.expire(FORCED + WechatApp.OFFICIAL_ACCOUNT, 0, TimeUnit.SECONDS);
        world.fail(SEND, Fault.BAD_TOKEN, 2);

        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
        assertThat(received(person)).isOne();
    }

    @Test
    void doesNotRenewTokensForEver() {
        var person = writer();
        world.forgetCalls();
        world.fail(SEND, Fault.EXPIRED_TOKEN, 1000);

        for (int i = 0; i < 5; i++) {
            var outcome = send(person);
            assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
            assertThat(outcome.needsOperator()).isTrue();
        }

        assertThat(world.calls(SEND)).isLessThanOrEqualTo(14);
        assertThat(received(person)).isZero();
    }

    @Test
    void triesOnceMoreWhenWechatIsBusy() {
        var person = writer();
        world.fail(SEND, Fault.BUSY, 1);

        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
        assertThat(received(person)).isOne();
    }

    @Test
    void givesUpSoonWhenWechatStaysBusyAndSaysThatALaterTryMayDo() {
        var person = writer();
        world.fail(SEND, Fault.BUSY, 10);
        long started = System.nanoTime();

        var outcome = send(person);

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.worthRetrying()).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isLessThan(3000);
    }

    @Test
    void doesNotKnowWhatBecameOfASendWithoutAReadableAnswer() {
        for (var fault : new Fault[] {Fault.TRUNCATED, Fault.HTML, Fault.DROP_AFTER}) {
            var person = writer();
            world.fail(SEND, fault, 1);

            assertThat(send(person).kind()).as(fault.toString()).isEqualTo(Kind.UNKNOWN);
            assertThat(received(person)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void doesNotWaitForASlowPlatform() {
        var person = writer();
        world.fail(SEND, Fault.slow(20_000), 1);
        long started = System.nanoTime();

        assertThat(send(person).kind()).isEqualTo(Kind.UNKNOWN);

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isLessThan(6000);
    }

    @Test
    void handsNothingOverWithoutAToken() {
        var person = writer();
        withoutToken();
        world.fail(TOKEN, Fault.HTML, 10);

        var outcome = send(person);

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.worthRetrying()).isTrue();
        world.clearFaults();
        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
    }

    @Test
    void failsAtOnceAfterSeveralFailuresAndSaysSoOnTheHealthPage() {
        var person = writer();
        world.fail(SEND, Fault.DROP, 5);
        for (int i = 0; i < 5; i++) {
            send(person);
        }
        world.forgetCalls();

        var outcome = send(person);

        assertThat(outcome.code()).isEqualTo(SendOutcome.NOT_HANDED_OVER);
        assertThat(world.calls(SEND)).isZero();
        assertThat(health.health().getStatus()).isEqualTo(WechatHealth.DEGRADED);
        assertThatExceptionOfType(WechatAway.class).isThrownBy(() -> miniProgram.login(world.loginCode(person)));
        breaker.answered();
        assertThat(send(person).kind()).isEqualTo(Kind.SENT);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void tellsTheOperatorsFaultsFromOthers() {
        var person = writer();
        world.fail(SEND, Fault.QUOTA, 1);
        assertThat(send(person).needsOperator()).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(WechatHealth.DEGRADED);

        withoutToken();
        world.fail(TOKEN, Fault.IP_NOT_LISTED, 1);
        assertThat(send(person).needsOperator()).isTrue();
    }

    @Test
    void usesALoginCodeOnceEvenIfTheAnswerIsLost() {
        var person = writer();
        var code = world.loginCode(person);
        world.forgetCalls();
        world.fail("/sns/jscode2session", Fault.DROP_AFTER, 1);

        assertThatExceptionOfType(WechatAway.class).isThrownBy(() -> miniProgram.login(code));
        assertThat(world.calls("/sns/jscode2session")).isOne();
    }

    @Test
    void goesOnWithoutRedis() {
        var factory = new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", 1));
        factory.afterPropertiesSet();
        factory.start();
        var alone = new SharedTokens(new StringRedisTemplate(factory), vault, clock);
        var here = new OfficialClient(settings, client.getRequestHttpClient(), alone);
        world.forgetCalls();

        assertThat(token(here)).isNotBlank().isEqualTo(token(here));

        assertThat(world.calls(TOKEN)).isOne();
        factory.destroy();
    }

    private static String token(OfficialClient client) {
        try {
            return client.getAccessToken();
        } catch (me.chanjar.weixin.common.error.WxErrorException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void sharesTokensBetweenNodesAndSealsThem() {
        var first = token(client);
        var otherNode = new OfficialClient(settings, client.getRequestHttpClient(), tokens);
        world.forgetCalls();

        assertThat(token(otherNode)).isEqualTo(first);
        assertThat(world.calls(TOKEN)).isZero();
    }

    @Test
    void writesNoSecretTokenOrOpenidIntoTheLog(CapturedOutput output) {
        var person = writer();
        var token = token(client);
        world.fail(SEND, Fault.error(45015, "response out of time limit " + person.mpOpenId() + " rid: 1-2-3"), 1);
        send(person);
        for (var fault : new Fault[] {Fault.BAD_TOKEN, Fault.HTML, Fault.DROP, Fault.BUSY}) {
            world.fail(SEND, fault, 3);
            send(person);
            world.clearFaults();
        }
        withoutToken();
        world.fail(TOKEN, Fault.error(40125, "invalid appsecret"), 1);
        send(person);
        world.fail("/sns/jscode2session", Fault.DROP, 1);
        try {
            miniProgram.login(world.loginCode(person));
        } catch (WechatAway expected) {
            assertThat(expected.sentence()).isNotBlank();
        }

        assertThat(output.getAll())
                .contains("45015")
                .doesNotContain(token)
                .doesNotContain(token(client))
                .doesNotContain(settings.officialAccount().secret())
                .doesNotContain(settings.miniProgram().secret())
                .doesNotContain(settings.officialAccount().token())
                .doesNotContain(person.mpOpenId())
                .doesNotContain(person.maOpenId())
                .doesNotContain("来自社区");
    }
}
