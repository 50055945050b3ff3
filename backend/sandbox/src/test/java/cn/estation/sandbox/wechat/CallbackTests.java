package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackTests {

    private final Bench bench = new Bench();
    private final StandInWorld world = bench.world;

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void pushesATextSignedAndEncrypted() {
        var wang = bench.following();
        world.sendText(wang, "怎么办老年证 ]]> <b>");

        var push = bench.server.pushed.getLast();
        assertThat(push.path()).isEqualTo("/wechat/official-account");
        assertThat(push.param("encrypt_type")).isEqualTo("aes");
        assertThat(push.param("openid")).isEqualTo(wang.mpOpenId());
        assertThat(push.text()).doesNotContain("老年证", wang.mpOpenId());
        assertThat(push.param("timestamp"))
                .isEqualTo(Long.toString(bench.time.instant().getEpochSecond()));
        var message = opened(push);
        assertThat(message)
                .containsEntry("FromUserName", wang.mpOpenId())
                .containsEntry("ToUserName", bench.settings.mpOriginalId())
                .containsEntry("MsgType", "text")
                .containsEntry("Content", "怎么办老年证 ]]> <b>");
        assertThat(message.get("MsgId")).matches("\\d{15,19}");
    }

    @Test
    void showsThePassiveReply() {
        var wang = bench.following();
        bench.server.answers(FakeServer.reply(bench.settings, wang.mpOpenId(), "带身份证到社区"));

        var delivery = world.sendText(wang, "老年证");

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.REPLIED);
        assertThat(delivery.replyText()).isEqualTo("带身份证到社区");
        assertThat(world.inbox(wang, Message.Kind.PASSIVE))
                .extracting(Message::content)
                .containsExactly("带身份证到社区");
    }

    @Test
    void triesThreeTimesWithTheSameMessageAndThenSaysThatTheAccountIsOutOfOrder() {
        var wang = bench.following();
        bench.server.pushed.clear();
        world.patience(Duration.ofMillis(300), Duration.ofMillis(20));
        bench.server.answers(push -> new FakeServer.Reply(200, "success", 2_000));

        var delivery = world.sendText(wang, "在吗");

        assertThat(delivery.failed()).isTrue();
        assertThat(bench.server.pushed).hasSize(3);
        assertThat(bench.server.pushed.stream().map(this::opened).distinct()).hasSize(1);
        assertThat(bench.server.pushed.stream()
                        .map(push -> push.param("msg_signature"))
                        .distinct())
                .hasSize(3);
        assertThat(world.inbox(wang, Message.Kind.PLATFORM))
                .extracting(Message::content)
                .containsExactly(Phone.OUT_OF_ORDER);
    }

    @Test
    void takesTheAnswerOfALaterTry() {
        var wang = bench.following();
        bench.server.pushed.clear();
        var reply = FakeServer.reply(bench.settings, wang.mpOpenId(), "好了");
        bench.server.answers(
                push -> bench.server.pushed.size() < 2 ? new FakeServer.Reply(500, "", 0) : FakeServer.Reply.of(reply));

        assertThat(world.sendText(wang, "在吗").replyText()).isEqualTo("好了");
        assertThat(bench.server.pushed).hasSize(2);
        assertThat(world.inbox(wang, Message.Kind.PLATFORM)).isEmpty();
    }

    @Test
    void doesNotAcceptAReplyOfAnotherAppId() {
        refusesReply(FakeServer.sealed(bench.settings, replyTo(bench.wang().mpOpenId()), "wx0000000000000000"));
    }

    @Test
    void doesNotAcceptAReplyToSomebodyElse() {
        refusesReply(FakeServer.reply(bench.settings, world.person("赵敏").mpOpenId(), "你好"));
    }

    @Test
    void doesNotAcceptAPlainReplyInSafeMode() {
        refusesReply(replyTo(bench.wang().mpOpenId()));
    }

    @Test
    void doesNotAcceptAReplyWithAWrongSignature() {
        var reply = FakeServer.reply(bench.settings, bench.wang().mpOpenId(), "你好");
        refusesReply(reply.replaceAll("(<MsgSignature><!\\[CDATA\\[)....", "$10000"));
    }

    @Test
    void doesNotAcceptJson() {
        refusesReply("{\"code\":200}");
    }

    @Test
    void doesNotAcceptATextOver2048Bytes() {
        refusesReply(FakeServer.reply(bench.settings, bench.wang().mpOpenId(), "长".repeat(700)));
    }

    @Test
    void verifiesTheAddressByItsEcho() {
        bench.server.answers(push -> FakeServer.Reply.of(push.param("echostr")));
        assertThat(world.verifyUrl(Account.OFFICIAL_ACCOUNT)).isTrue();
        assertThat(bench.server.pushed.getLast().method()).isEqualTo("GET");
        bench.server.answers("success");
        assertThat(world.verifyUrl(Account.OFFICIAL_ACCOUNT)).isFalse();
    }

    @Test
    void forgesASignature() {
        var wang = bench.following();
        world.sendText(wang, "假的", PushOptions.once().withWrongSignature());
        var push = bench.server.pushed.getLast();
        var cipher = cipher();
        var encrypted = Xml.read(push.text()).getOrDefault("Encrypt", "");
        assertThat(push.param("msg_signature"))
                .isNotEqualTo(cipher.signature(push.param("timestamp"), push.param("nonce"), encrypted));
    }

    @Test
    void forgesTheAppIdInside() {
        var wang = bench.following();
        world.sendText(wang, "假的", PushOptions.once().withAppId("wx9999999999999999"));
        var encrypted = Xml.read(bench.server.pushed.getLast().text()).getOrDefault("Encrypt", "");
        assertThat(cipher().decrypt(encrypted).appId()).isEqualTo("wx9999999999999999");
    }

    @Test
    void sendsPlainTextWhenTheAccountIsNotInSafeMode() {
        var wang = bench.following();
        world.sendText(wang, "明文", PushOptions.once().withMode(PushOptions.Mode.PLAIN));
        var push = bench.server.pushed.getLast();
        assertThat(Xml.read(push.text())).containsEntry("Content", "明文");
        assertThat(push.query()).doesNotContainKey("msg_signature");
        world.sendText(wang, "兼容", PushOptions.once().withMode(PushOptions.Mode.COMPATIBLE));
        assertThat(Xml.read(bench.server.pushed.getLast().text()))
                .containsEntry("Content", "兼容")
                .containsKey("Encrypt");
    }

    @Test
    void replaysAnEarlierPushByteForByte() {
        var delivery = world.sendText(bench.following(), "一次");
        var first = bench.server.pushed.getLast();
        world.replay(delivery);
        var second = bench.server.pushed.getLast();
        assertThat(second.query()).isEqualTo(first.query());
        assertThat(second.text()).isEqualTo(first.text());

        world.replayAt(delivery, bench.time.instant().plusSeconds(600));
        var third = bench.server.pushed.getLast();
        assertThat(third.param("timestamp")).isNotEqualTo(first.param("timestamp"));
        assertThat(third.param("msg_signature")).isEqualTo(first.param("msg_signature"));
    }

    @Test
    void resendsTheSameMessageSignedAfresh() {
        var delivery = world.sendText(bench.following(), "一次");
        var first = bench.server.pushed.getLast();
        world.resend(delivery);
        var second = bench.server.pushed.getLast();
        assertThat(opened(second)).isEqualTo(opened(first));
        assertThat(second.param("msg_signature")).isNotEqualTo(first.param("msg_signature"));
    }

    @Test
    void pushesTheMiniProgramsEventsAsJson() throws Exception {
        var wang = bench.wang();
        world.revokeAuthorisation(wang, Account.MINI_PROGRAM, "8");

        var push = bench.server.pushed.getLast();
        assertThat(push.path()).isEqualTo("/wechat/mini-program");
        var cipher = new CallbackCipher(bench.settings.maAesKey(), bench.settings.maToken());
        var opened = cipher.decrypt(Json.tree(push.body()).path("Encrypt").asString());
        assertThat(opened.appId()).isEqualTo(bench.settings.maAppId());
        var event = Json.MAPPER.readTree(opened.message());
        assertThat(event.path("Event").asString()).isEqualTo("user_authorization_revoke");
        assertThat(event.path("OpenID").asString()).isEqualTo(wang.maOpenId());
        assertThat(event.path("FromUserName").asString()).isNotEqualTo(wang.maOpenId());
        assertThat(event.path("RevokeInfo").asString()).isEqualTo("8");
    }

    @Test
    void pushesCancellationToTheOfficialAccountAsXml() {
        world.cancelAuthorisation(bench.wang(), Account.OFFICIAL_ACCOUNT);
        assertThat(opened(bench.server.pushed.getLast()))
                .containsEntry("Event", "user_authorization_cancellation")
                .containsEntry("OpenID", bench.wang().mpOpenId())
                .containsEntry("AppID", bench.settings.mpAppId());
    }

    @Test
    void followsAndUnfollows() {
        var wang = bench.following();
        assertThat(opened(bench.server.pushed.getLast())).containsEntry("Event", "subscribe");
        assertThatThrownBy(() -> world.follow(wang)).isInstanceOf(Unable.class);
        world.unfollow(wang);
        assertThat(opened(bench.server.pushed.getLast())).containsEntry("Event", "unsubscribe");
        assertThatThrownBy(() -> world.sendText(wang, "在吗")).isInstanceOf(Unable.class);
        assertThatThrownBy(() -> world.tapMenu(wang, "K")).isInstanceOf(Unable.class);
    }

    @Test
    void scansAsAFollowerAndAsAStranger() {
        var wang = bench.wang();
        world.scan(wang, "task-42");
        assertThat(opened(bench.server.pushed.getLast()))
                .containsEntry("Event", "subscribe")
                .containsEntry("EventKey", "qrscene_task-42")
                .containsKey("Ticket");
        world.scan(wang, "task-42");
        assertThat(opened(bench.server.pushed.getLast()))
                .containsEntry("Event", "SCAN")
                .containsEntry("EventKey", "task-42")
                .containsKey("Ticket");
    }

    @Test
    void marksATapOnAMenuLine() {
        world.sendMenuText(bench.following(), "转人工", "101");
        assertThat(opened(bench.server.pushed.getLast()))
                .containsEntry("Content", "转人工")
                .containsEntry("bizmsgmenuid", "101");
    }

    @Test
    void doesNotWaitForAnAnswerThatTrickles() throws Exception {
        world.patience(Duration.ofMillis(300), Duration.ofMillis(20));
        try (var slow = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> trickle(slow));
            bench.world.callbackTo("http://127.0.0.1:" + slow.getLocalPort());
            bench.world.follow(bench.wang());
        }
        assertThat(world.deliveries().getLast().failed()).isTrue();
        assertThat(world.deliveries().getLast().tries())
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.millis()).isBetween(250L, 4_000L));
    }

    private static void trickle(java.net.ServerSocket server) {
        try {
            for (; ; ) {
                var answer = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nsucc";
                server.accept().getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        } catch (java.io.IOException closed) {
            // The test is over.
        }
    }

    private void refusesReply(String reply) {
        var wang = bench.following();
        bench.server.pushed.clear();
        bench.server.answers(reply);
        var delivery = world.sendText(wang, "在吗");
        assertThat(delivery.failed()).isTrue();
        assertThat(delivery.problem()).isNotEmpty();
        assertThat(bench.server.pushed).hasSize(1);
        assertThat(world.inbox(wang, Message.Kind.PLATFORM)).hasSize(1);
    }

    private String replyTo(String openId) {
        return Xml.write(Map.of(
                "ToUserName",
                openId,
                "FromUserName",
                bench.settings.mpOriginalId(),
                "CreateTime",
                1_800_000_000L,
                "MsgType",
                "text",
                "Content",
                "你好"));
    }

    private Map<String, String> opened(Call push) {
        var encrypted = Xml.read(push.text()).getOrDefault("Encrypt", "");
        assertThat(push.param("msg_signature"))
                .isEqualTo(cipher().signature(push.param("timestamp"), push.param("nonce"), encrypted));
        return Xml.read(cipher().decrypt(encrypted).message());
    }

    private CallbackCipher cipher() {
        return new CallbackCipher(bench.settings.mpAesKey(), bench.settings.mpToken());
    }
}
