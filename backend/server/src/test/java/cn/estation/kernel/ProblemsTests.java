package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.EstationTest;
import cn.estation.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What people and clients are told when something is wrong, over real HTTP. */
@EstationTest
class ProblemsTests {

    private final People people;

    @Autowired
    ProblemsTests(People people) {
        this.people = people;
    }

    @Test
    void anUnknownFieldIsRefused() {
        isAProblem(
                400, people.stranger().post("/api/v1/sessions", "{\"code\":\"x\",\"noticeVersion\":\"1\",\"role\":1}"));
    }

    @Test
    void aMissingFieldIsNamedInChinese() {
        var answer = people.stranger().post("/api/v1/sessions", "{\"code\":\"\",\"noticeVersion\":\"1\"}");
        isAProblem(400, answer);
        assertThat(answer.json().path("fields").path(0).path("field").asString())
                .isEqualTo("code");
        assertThat(answer.json().path("detail").asString()).isEqualTo("请填写。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"code\": 5, \"noticeVersion\": \"1\"}", "\u0000"})
    void whatIsNoCommandIsRefused(String body) {
        isAProblem(400, people.stranger().post("/api/v1/sessions", body));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/communities, 401",
        "GET, /api/v1/nothing-here, 401",
        "GET, /api/v1/communities/../../actuator/env, 400",
        "GET, /actuator/health, 404",
        "GET, /actuator/heapdump, 404",
        "GET, /.git/config, 404",
        "GET, /h2-console, 404",
        "GET, /druid/index.html, 404",
        "TRACE, /api/v1/communities, 405",
        "GET, /api/v1/tasks/abc, 400",
        "GET, '/api/v1/tasks/%EF%BC%95', 400",
        "GET, /api/v1/tasks?communityId=0x1F, 400",
        "GET, '/api/v1/tasks?communityId=1&size=1000000000', 400",
        "GET, '/api/v1/tasks?communityId=1&size=-1', 400"
    })
    void strangersLearnNothing(String method, String path, int status) {
        var answer = people.stranger().call(method, path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "org.springframework", "SELECT ", "cn.estation");
    }

    private static void isAProblem(int status, Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString()).startsWith("urn:problem:");
        assertThat(answer.json().path("detail").asString()).endsWith("。");
        assertThat(answer.code()).isNotBlank();
    }
}
