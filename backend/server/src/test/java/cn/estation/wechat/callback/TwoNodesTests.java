package cn.estation.wechat.callback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.kernel.Ids;
import cn.estation.privacy.Vault;
import cn.estation.sandbox.wechat.Message;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInWorld;
import cn.estation.wechat.MessageAnswerer;
import cn.estation.wechat.WechatApp;
import cn.estation.wechat.WechatSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Two services that share nothing but the database: the tries of one push reach both. */
@EstationTest
class TwoNodesTests {

    private final WechatSettings settings;
    private final Clock clock;
    private final SlowAnswers answers;
    private final StandInWorld world;
    private final CallbackCipher cipher;
    private final List<Callbacks> nodes;
    private final Ids ids;

    @Autowired
    TwoNodesTests(
            WechatSettings settings,
            Clock clock,
            SlowAnswers answers,
            StandIn standIn,
            Callbacks thisNode,
            Intake intake,
            Sending sending,
            InboundMapper pushes,
            ObjectProvider<MessageAnswerer> answerer,
            Vault vault,
            TransactionTemplate transaction,
            Ids ids) {
        this.settings = settings;
        this.clock = clock;
        this.answers = answers;
        this.world = standIn.world();
        this.cipher = new CallbackCipher(settings.officialAccount());
        this.ids = ids;
        var answering = new Answering(pushes, answerer, vault, transaction, clock);
        var otherNode = new Callbacks(settings, intake, new Replies(answering, sending), pushes, vault, clock);
        this.nodes = List.of(thisNode, otherNode);
    }

    private List<Optional<String>> deliver(String question, String openid) throws Exception {
        var message = """
                <xml><ToUserName>%s</ToUserName><FromUserName>%s</FromUserName><CreateTime>%d</CreateTime>\
                <MsgType>text</MsgType><Content>%s</Content><MsgId>%d</MsgId></xml>""".formatted(
                        settings.officialAccount().originalId(),
                        openid,
                        clock.instant().getEpochSecond(),
                        question,
                        ids.next());
        var encrypted = cipher.encrypt(message);
        var now = Long.toString(clock.instant().getEpochSecond());
        var query = SignedQuery.of("timestamp=%s&nonce=n&encrypt_type=aes&msg_signature=%s"
                .formatted(now, cipher.sign(now, "n", encrypted)));
        var body = ("<xml><Encrypt>" + encrypted + "</Encrypt></xml>").getBytes(StandardCharsets.UTF_8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 12)
                    .<Callable<Optional<String>>>mapToObj(
                            n -> () -> nodes.get(n % 2).take(WechatApp.OFFICIAL_ACCOUNT, query, body, clock.instant()))
                    .toList();
            var replies = new java.util.ArrayList<Optional<String>>();
            for (var reply : threads.invokeAll(tries)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    @Test
    void answerOnceWhateverNodeATryReaches() throws Exception {
        var question = "测试：" + UUID.randomUUID();

        var replies = deliver(question, "oTwoNodes");

        assertThat(replies).filteredOn(Optional::isPresent).isNotEmpty();
        assertThat(answers.times(question)).isOne();
    }

    @Test
    void sendALateAnswerOnce() throws Exception {
        var person = world.createPerson("n" + UUID.randomUUID(), "测试", "13900000000");
        world.follow(person);
        world.sendText(person, "测试：先说一句，好让客服消息能发");
        var question = "测试：慢" + UUID.randomUUID();

        deliver(question, person.mpOpenId());

        org.awaitility.Awaitility.await()
                .until(() -> !world.inbox(person, Message.Kind.CUSTOMER_SERVICE).isEmpty());
        assertThat(world.inbox(person, Message.Kind.CUSTOMER_SERVICE)).hasSize(1);
        assertThat(answers.times(question)).isOne();
    }
}
