package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContentCheckTests {

    private final Bench bench = new Bench();
    private final Person wang = bench.wang();

    ContentCheckTests() {
        bench.world.visit(wang);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void passesReviewsAndRefuses() {
        assertThat(suggest("楼道灯坏了")).isEqualTo("pass 100");
        assertThat(suggest("那人是骗子")).isEqualTo("review 20003");
        assertThat(suggest("刷单返利，骗子不是我")).isEqualTo("risky 20008");
        assertThat(suggest("刷 单\n返 利")).isEqualTo("risky 20008");
    }

    @Test
    void takesTheVersionAsATextToo() {
        assertThat(bench.code(check(Map.of("version", "2")))).isZero();
        assertThat(bench.code(check(Map.of("version", 1)))).isEqualTo(40097);
    }

    @Test
    void knowsTheAuthorAndWantsARecentVisit() {
        assertThat(bench.code(check(Map.of("openid", wang.mpOpenId())))).isEqualTo(40003);
        bench.time.pass(Duration.ofHours(2));
        assertThat(bench.code(check(Map.of()))).isEqualTo(61010);
        bench.world.loginCode(wang);
        assertThat(bench.code(check(Map.of()))).isZero();
    }

    @Test
    void limitsSceneAndLength() {
        assertThat(bench.code(check(Map.of("scene", 5)))).isEqualTo(40129);
        assertThat(bench.code(check(Map.of("content", "")))).isEqualTo(44002);
        assertThat(bench.code(check(Map.of("content", "长".repeat(2500))))).isZero();
        assertThat(bench.code(check(Map.of("content", "长".repeat(2501))))).isEqualTo(45002);
    }

    @Test
    void passesEscapedTextUnread() {
        var body = "{\"version\":2,\"scene\":2,\"openid\":\"%s\",\"content\":\"\\u8272\\u60c5\"}"
                .formatted(wang.maOpenId());
        var answer = bench.post(bench.ma("/wxa/msg_sec_check"), body);
        assertThat(answer.at("/result/suggest").asString()).isEqualTo("pass");
        assertThat(suggest("色情")).startsWith("risky");
    }

    private String suggest(String content) {
        var result = check(Map.of("content", content)).path("result");
        return result.path("suggest").asString() + " " + result.path("label").asInt();
    }

    private JsonNode check(Map<String, Object> changes) {
        var body = new HashMap<String, Object>();
        body.put("version", 2);
        body.put("scene", 2);
        body.put("openid", wang.maOpenId());
        body.put("content", "楼道灯坏了");
        body.putAll(changes);
        return bench.post(bench.ma("/wxa/msg_sec_check"), body);
    }
}
