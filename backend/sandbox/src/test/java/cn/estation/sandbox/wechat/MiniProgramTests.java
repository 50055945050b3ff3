package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MiniProgramTests {

    private final Bench bench = new Bench();
    private final Person wang = bench.wang();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void logsInOnceWithACode() {
        var code = bench.world.loginCode(wang);
        var login = bench.login(code);
        assertThat(login.path("openid").asString()).isEqualTo(wang.maOpenId());
        assertThat(login.path("unionid").asString()).isEqualTo(wang.unionId());
        assertThat(login.path("session_key").asString()).hasSize(24);
        assertThat(login.has("errcode")).isFalse();
        assertThat(bench.code(bench.login(code))).isEqualTo(40029);
    }

    @Test
    void refusesACodeAfterFiveMinutes() {
        var code = bench.world.loginCode(wang);
        bench.time.pass(Duration.ofMinutes(5));
        assertThat(bench.code(bench.login(code))).isEqualTo(40029);
    }

    @Test
    void refusesAPhoneCodeForLoginAndTheReverse() {
        assertThat(bench.code(bench.login(bench.world.phoneCode(wang)))).isEqualTo(40029);
        assertThat(bench.code(phone(Map.of("code", bench.world.loginCode(wang)))))
                .isEqualTo(40029);
    }

    @Test
    void keepsAWrongSecretFromUsingUpACode() {
        var code = bench.world.loginCode(wang);
        var wrong = bench.get("/sns/jscode2session?appid=%s&secret=x&js_code=%s&grant_type=authorization_code"
                .formatted(bench.settings.maAppId(), code));
        assertThat(bench.code(wrong)).isEqualTo(40125);
        assertThat(bench.code(bench.login(code))).isZero();
    }

    @Test
    void toleratesAnAccessTokenThatItDoesNotNeed() {
        var path = "/sns/jscode2session?appid=%s&secret=%s&js_code=%s&grant_type=authorization_code&access_token=any";
        var login = bench.get(
                path.formatted(bench.settings.maAppId(), bench.settings.maSecret(), bench.world.loginCode(wang)));
        assertThat(login.path("openid").asString()).isEqualTo(wang.maOpenId());
    }

    @Test
    void tellsNoUnionidOfAnUnboundAccount() {
        bench.world.bindOpenPlatform(false);
        assertThat(bench.login(bench.world.loginCode(wang)).has("unionid")).isFalse();
    }

    @Test
    void refusesAPersonHeldForARisk() {
        bench.world.hold(wang, true);
        assertThat(bench.code(bench.login(bench.world.loginCode(wang)))).isEqualTo(40226);
    }

    @Test
    void letsAPersonLogInAHundredTimesAMinute() {
        for (int n = 0; n < 100; n++) {
            assertThat(bench.code(bench.login(bench.world.loginCode(wang)))).isZero();
        }
        assertThat(bench.code(bench.login(bench.world.loginCode(wang)))).isEqualTo(45011);
        assertThat(bench.code(bench.login(bench.world.loginCode(bench.world.person("赵敏")))))
                .isZero();
        bench.time.pass(Duration.ofMinutes(1));
        assertThat(bench.code(bench.login(bench.world.loginCode(wang)))).isZero();
    }

    @Test
    void tellsThePhoneNumberOnce() {
        var code = bench.world.phoneCode(wang);
        var info = phone(Map.of("code", code)).path("phone_info");
        assertThat(info.path("purePhoneNumber").asString()).isEqualTo("13800000001");
        assertThat(info.path("watermark").path("appid").asString()).isEqualTo(bench.settings.maAppId());
        assertThat(bench.code(phone(Map.of("code", code)))).isEqualTo(40029);
    }

    @Test
    void checksWhosePhoneItIsWhenAsked() {
        var code = bench.world.phoneCode(wang);
        assertThat(bench.code(phone(Map.of("code", code, "openid", "somebody else"))))
                .isEqualTo(40003);
        var again = bench.world.phoneCode(wang);
        assertThat(bench.code(phone(Map.of("code", again, "openid", wang.maOpenId()))))
                .isZero();
    }

    @Test
    void givesDemoPersonsTheSameIdsAtEveryStart() {
        try (var other = new Bench()) {
            assertThat(other.world.persons()).isEqualTo(bench.world.persons()).hasSizeGreaterThanOrEqualTo(6);
        }
        assertThat(bench.world.persons()).extracting(Person::maOpenId).doesNotHaveDuplicates();
        assertThat(wang.mpOpenId()).hasSize(28).isNotEqualTo(wang.maOpenId());
    }

    private tools.jackson.databind.JsonNode phone(Map<String, String> body) {
        return bench.post(bench.ma("/wxa/business/getuserphonenumber"), body);
    }
}
