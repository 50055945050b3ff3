package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SubscriptionMessageTests {

    private static final String TEMPLATE = "template-under-test";
    private final Bench bench = new Bench();
    private final StandInWorld world = bench.world;
    private final Person wang = bench.wang();

    SubscriptionMessageTests() {
        world.addTemplate(new Template(TEMPLATE, "核实通知", Map.of("thing1", "任务", "time2", "时间")));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void usesOneConsentForEachMessage() {
        world.grant(wang, TEMPLATE, 2);
        assertThat(send(Map.of())).isZero();
        assertThat(send(Map.of())).isZero();
        assertThat(send(Map.of())).isEqualTo(43101);
        assertThat(world.inbox(wang, Message.Kind.SUBSCRIPTION))
                .hasSize(2)
                .first()
                .satisfies(message -> {
                    assertThat(message.content()).isEqualTo("核实通知");
                    assertThat(message.fields()).containsEntry("任务", "社区清洁").containsEntry("时间", "09:00");
                });
    }

    @Test
    void needsAConsentAndAKnownPerson() {
        assertThat(send(Map.of())).isEqualTo(43101);
        world.grant(wang, TEMPLATE, 1);
        world.refuse(wang, TEMPLATE);
        assertThat(send(Map.of())).isEqualTo(43101);
        assertThat(send(Map.of("touser", wang.mpOpenId()))).isEqualTo(40003);
        assertThat(send(Map.of("template_id", "unknown"))).isEqualTo(40037);
    }

    @Test
    void keepsTheConsentWhenTheMessageIsRefused() {
        world.grant(wang, TEMPLATE, 1);
        assertThat(send(Map.of("page", "/pages/index"))).isEqualTo(41030);
        assertThat(send(Map.of("page", "pages/task?id=1"))).isZero();
        world.grant(wang, TEMPLATE, 1);
        world.publishPages("pages/home/index");
        assertThat(send(Map.of("page", "pages/task?id=1"))).isEqualTo(41030);
        assertThat(send(Map.of("data", Map.of("thing1", Map.of("value", "x"))))).isEqualTo(47003);
        assertThat(send(Map.of("data", data("测试违规")))).isEqualTo(45168);
        assertThat(world.consents(wang, TEMPLATE)).isEqualTo(1);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        world.grant(wang, TEMPLATE, 1);
        var answer = post(Map.of("data", data("长".repeat(21))));
        assertThat(answer.path("errmsg").asString()).startsWith("argument invalid! data.thing1.value invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "thing1, 二十个字以内都可以一二三四五六七八九十, true",
        "number1, 12.5, true",
        "number1, 十二, false",
        "letter1, abc, true",
        "letter1, abc1, false",
        "symbol1, ++, true",
        "symbol1, a, false",
        "character_string1, A-01 b, true",
        "character_string1, 编号1, false",
        "time1, 15:01, true",
        "time1, 2026年11月21日 15:01, true",
        "time1, 2026-11-21 15:01~2026-11-21 16:00, true",
        "time1, 今天下午, false",
        "time1, 25:00, false",
        "date1, 2026年11月21日, true",
        "date1, 明天, false",
        "amount1, ￥100.50, true",
        "amount1, 12345678901, false",
        "phone_number1, +86-0766-66888866, true",
        "phone_number1, 电话, false",
        "car_number1, 粤A8Z888挂, true",
        "name1, 王秀英, true",
        "name1, 一二三四五六七八九十一, false",
        "phrase1, 已核实, true",
        "phrase1, 已经核实过了, false",
        "phrase1, ok, false",
    })
    void limitsFieldsByTheirKind(String key, String value, boolean allowed) {
        assertThat(FieldRules.allows(key, value)).isEqualTo(allowed);
    }

    @Test
    void tellsTheServerWhatBecameOfIt() throws Exception {
        world.grant(wang, TEMPLATE, 1);
        send(Map.of());
        for (int n = 0; n < 200 && bench.server.pushed.isEmpty(); n++) {
            Thread.sleep(10);
        }
        var event = opened(bench.server.pushed.getLast());
        assertThat(event.path("Event").asString()).isEqualTo("subscribe_msg_sent_event");
        assertThat(event.path("FromUserName").asString()).isEqualTo(wang.maOpenId());
        assertThat(event.path("List").path("ErrorStatus").asString()).isEqualTo("success");
    }

    @Test
    void reportsThePopupWithAnObjectForOneAndAnArrayForSeveral() {
        world.answerPopup(wang, List.of(TEMPLATE), true);
        assertThat(opened(bench.server.pushed.getLast()).path("List").isObject())
                .isTrue();
        var second = world.templates().getFirst().id();
        world.answerPopup(wang, List.of(TEMPLATE, second), true);
        assertThat(opened(bench.server.pushed.getLast()).path("List").isArray()).isTrue();
        assertThat(world.consents(wang, TEMPLATE)).isEqualTo(2);
        world.answerPopup(wang, List.of(TEMPLATE), false);
        assertThat(world.consents(wang, TEMPLATE)).isEqualTo(2);
        world.switchOff(wang, TEMPLATE);
        assertThat(world.consents(wang, TEMPLATE)).isZero();
        assertThat(opened(bench.server.pushed.getLast()).path("Event").asString())
                .isEqualTo("subscribe_msg_change_event");
    }

    @Test
    void voidsConsentsWithTheCancellation() {
        world.grant(wang, TEMPLATE, 3);
        world.cancelAuthorisation(wang, Account.MINI_PROGRAM);
        assertThat(send(Map.of())).isEqualTo(43101);
    }

    private int send(Map<String, Object> changes) {
        return bench.code(post(changes));
    }

    private JsonNode post(Map<String, Object> changes) {
        var body = new HashMap<String, Object>();
        body.put("touser", wang.maOpenId());
        body.put("template_id", TEMPLATE);
        body.put("data", data("社区清洁"));
        body.putAll(changes);
        return bench.post(bench.ma("/cgi-bin/message/subscribe/send"), body);
    }

    private static Map<String, Map<String, String>> data(String thing) {
        return Map.of("thing1", thing, "time2", "09:00").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Map.of("value", entry.getValue())));
    }

    private JsonNode opened(Call push) {
        var cipher = new CallbackCipher(bench.settings.maAesKey(), bench.settings.maToken());
        return Json.MAPPER.readTree(
                cipher.decrypt(Json.tree(push.body()).path("Encrypt").asString())
                        .message());
    }
}
