package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenTests {

    private static final Account MP = Account.OFFICIAL_ACCOUNT;
    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void givesTheSameStableTokenUntilItsLastFiveMinutes() {
        var first = bench.stable(MP, false);
        assertThat(first.path("expires_in").asInt()).isEqualTo(7200);
        bench.time.pass(Duration.ofMinutes(114));
        var later = bench.stable(MP, false);
        assertThat(text(later)).isEqualTo(text(first));
        assertThat(later.path("expires_in").asInt()).isGreaterThanOrEqualTo(300);

        bench.time.pass(Duration.ofMinutes(2));
        var renewed = bench.stable(MP, false);
        assertThat(text(renewed)).isNotEqualTo(text(first));
        assertThat(use(text(first))).isEqualTo(46003);
        assertThat(use(text(renewed))).isEqualTo(46003);

        bench.time.pass(Duration.ofMinutes(5));
        assertThat(use(text(first))).isEqualTo(42001);
        assertThat(use(text(renewed))).isEqualTo(46003);
    }

    @Test
    void endsTheOldTokenWhenForced() {
        var first = text(bench.stable(MP, false));
        var forced = text(bench.stable(MP, true));
        assertThat(forced).isNotEqualTo(first);
        assertThat(use(first)).isEqualTo(40001);
        assertThat(use(forced)).isEqualTo(46003);
    }

    @Test
    void forcesAtMostEveryThirtySecondsAndTwentyTimesADay() {
        for (int n = 0; n < 20; n++) {
            assertThat(bench.code(bench.stable(MP, true))).isZero();
            bench.time.pass(Duration.ofSeconds(29));
            assertThat(bench.code(bench.stable(MP, true))).isEqualTo(45011);
            bench.time.pass(Duration.ofSeconds(1));
        }
        assertThat(bench.code(bench.stable(MP, true))).isEqualTo(45009);
        assertThat(bench.code(bench.stable(MP, false))).isZero();
        bench.time.pass(Duration.ofDays(1));
        assertThat(bench.code(bench.stable(MP, true))).isZero();
    }

    @Test
    void endsTheTokenBeforeWithEachPlainToken() {
        var first = text(plain(bench.settings.mpAppId(), bench.settings.mpSecret()));
        var second = text(plain(bench.settings.mpAppId(), bench.settings.mpSecret()));
        assertThat(use(first)).isEqualTo(40001);
        assertThat(use(second)).isEqualTo(46003);
    }

    @Test
    void keepsTheTwoKindsApart() {
        var stable = text(bench.stable(MP, false));
        plain(bench.settings.mpAppId(), bench.settings.mpSecret());
        assertThat(use(stable)).isEqualTo(46003);
    }

    @Test
    void refusesStrangers() {
        assertThat(bench.code(plain("wx0000000000000000", "x"))).isEqualTo(40013);
        assertThat(bench.code(plain(bench.settings.mpAppId(), "wrong"))).isEqualTo(40125);
        assertThat(bench.code(bench.get("/cgi-bin/token?grant_type=other&appid=a&secret=b")))
                .isEqualTo(40002);
        assertThat(bench.code(bench.get("/cgi-bin/token?grant_type=client_credential")))
                .isEqualTo(41002);
        assertThat(bench.code(bench.get("/cgi-bin/token?grant_type=client_credential&appid=a")))
                .isEqualTo(41004);
        assertThat(bench.code(bench.post("/cgi-bin/stable_token", "{"))).isEqualTo(47001);
        assertThat(bench.code(bench.post("/cgi-bin/stable_token", ""))).isEqualTo(44002);
    }

    @Test
    void wantsTheRightTokenTheRightMethodAndARealAddress() {
        assertThat(bench.code(bench.get("/cgi-bin/menu/get"))).isEqualTo(41001);
        assertThat(use("nonsense")).isEqualTo(40001);
        assertThat(bench.code(bench.get(bench.ma("/cgi-bin/menu/get")))).isEqualTo(48001);
        assertThat(bench.code(bench.get("/cgi-bin/stable_token"))).isEqualTo(43002);
        assertThat(bench.code(bench.post("/cgi-bin/token", Map.of()))).isEqualTo(43001);
        assertThat(bench.code(bench.get("/cgi-bin/nothing"))).isEqualTo(40066);
    }

    @Test
    void refusesWithHttp200AndARequestId() {
        var answer = bench.raw("/cgi-bin/menu/get?access_token=nonsense");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.tree(answer.body()).path("errmsg").asString())
                .matches("invalid credential.* rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void endsEveryTokenWhenTheSecretIsReset() {
        var token = text(bench.stable(MP, false));
        bench.world.endTokens();
        assertThat(use(token)).isEqualTo(40001);
        assertThat(text(bench.stable(MP, false))).isNotEqualTo(token);
    }

    @Test
    void countsTheDaysQuotaAndClearsItTenTimesAMonth() {
        bench.world.limitDay("/cgi-bin/menu/get", 2);
        var menu = bench.mp("/cgi-bin/menu/get");
        bench.get(menu);
        bench.get(menu);
        assertThat(bench.code(bench.get(menu))).isEqualTo(45009);
        var clear = bench.mp("/cgi-bin/clear_quota");
        for (int n = 0; n < 10; n++) {
            assertThat(bench.code(bench.post(clear, Map.of("appid", bench.settings.mpAppId()))))
                    .isZero();
        }
        assertThat(bench.code(bench.get(menu))).isEqualTo(46003);
        assertThat(bench.code(bench.post(clear, Map.of("appid", bench.settings.mpAppId()))))
                .isEqualTo(48006);
    }

    private JsonNode plain(String appId, String secret) {
        return bench.get("/cgi-bin/token?grant_type=client_credential&appid=" + appId + "&secret=" + secret);
    }

    /** 46003 says that the token was taken: there is no menu. */
    private int use(String token) {
        return bench.code(bench.get("/cgi-bin/menu/get?access_token=" + token));
    }

    private static String text(JsonNode answer) {
        return answer.path("access_token").asString();
    }
}
