package cn.estation.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UserTests {

    private final Bench bench = new Bench();
    private final Person wang = bench.wang();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void tellsOnlyTheIdsOfAStranger() {
        var info = info(wang.mpOpenId());
        assertThat(info.path("subscribe").asInt()).isZero();
        assertThat(info.path("unionid").asString()).isEqualTo(wang.unionId());
        assertThat(info.has("subscribe_time")).isFalse();
    }

    @Test
    void tellsHowAFollowerCame() {
        bench.world.scan(wang, "hall");
        var info = info(wang.mpOpenId());
        assertThat(info.path("subscribe").asInt()).isEqualTo(1);
        assertThat(info.path("qr_scene_str").asString()).isEqualTo("hall");
        assertThat(info.path("subscribe_scene").asString()).isEqualTo("ADD_SCENE_QR_CODE");
        assertThat(info.path("nickname").asString()).isEmpty();
        assertThat(info.path("subscribe_time").asLong())
                .isEqualTo(bench.time.instant().getEpochSecond());
    }

    @Test
    void tellsNoUnionidOfAnUnboundAccount() {
        bench.world.bindOpenPlatform(false);
        assertThat(info(wang.mpOpenId()).has("unionid")).isFalse();
    }

    @Test
    void knowsNobodyElse() {
        assertThat(bench.code(info("nobody"))).isEqualTo(40003);
        assertThat(bench.code(info(wang.maOpenId()))).isEqualTo(40003);
        assertThat(bench.code(bench.get(bench.mp("/cgi-bin/user/info")))).isEqualTo(41009);
    }

    private JsonNode info(String openId) {
        return bench.get(bench.mp("/cgi-bin/user/info") + "&lang=zh_CN&openid=" + openId);
    }
}
