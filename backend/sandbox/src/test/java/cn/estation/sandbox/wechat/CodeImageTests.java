package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CodeImageTests {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void makesACodeThatCanBeReadAndScanned() throws Exception {
        var created = create("QR_STR_SCENE", Map.of("scene_str", "desk-1"), 600);
        assertThat(created.path("expire_seconds").asInt()).isEqualTo(600);
        var ticket = created.path("ticket").asString();
        var image = bench.raw("/cgi-bin/showqrcode?ticket=" + URLEncoder.encode(ticket, UTF_8));
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(read(image.body())).isEqualTo(created.path("url").asString());

        assertThat(bench.world.scan(bench.following(), ticket).message()).contains("SCAN", "desk-1", ticket);
    }

    @Test
    void endsTemporaryCodes() {
        var ticket = create("QR_STR_SCENE", Map.of("scene_str", "desk-1"), 60)
                .path("ticket")
                .asString();
        bench.time.pass(Duration.ofSeconds(60));
        assertThat(bench.raw("/cgi-bin/showqrcode?ticket=" + URLEncoder.encode(ticket, UTF_8))
                        .statusCode())
                .isEqualTo(404);
        assertThatThrownBy(() -> bench.world.scan(bench.wang(), ticket)).isInstanceOf(Unable.class);
    }

    @Test
    void keepsPermanentCodesAndMakesEachOnce() {
        var first = create("QR_LIMIT_STR_SCENE", Map.of("scene_str", "hall"), 1);
        assertThat(first.has("expire_seconds")).isFalse();
        bench.time.pass(Duration.ofDays(400));
        var second = create("QR_LIMIT_STR_SCENE", Map.of("scene_str", "hall"), 1);
        assertThat(second.path("ticket")).isEqualTo(first.path("ticket"));
    }

    @Test
    void limitsScenes() {
        assertThat(bench.code(create("QR_STR_SCENE", Map.of("scene_str", "x".repeat(65)), 60)))
                .isEqualTo(40053);
        assertThat(bench.code(create("QR_STR_SCENE", Map.of("scene_str", ""), 60)))
                .isEqualTo(40053);
        assertThat(bench.code(create("QR_STR_SCENE", Map.of("scene_str", "x"), 2_592_001)))
                .isEqualTo(40053);
        assertThat(bench.code(create("QR_SCENE", Map.of("scene_id", 0), 60))).isEqualTo(40053);
        assertThat(bench.code(create("QR_LIMIT_SCENE", Map.of("scene_id", 100_001), 60)))
                .isEqualTo(40053);
        assertThat(bench.code(create("QR_DANCE", Map.of("scene_id", 1), 60))).isEqualTo(40052);
    }

    @Test
    void drawsAMiniProgramCode() throws Exception {
        var image = draw("{\"scene\":\"t=8f3a\",\"page\":\"pages/task/check-in\",\"width\":280}");
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(read(image.body())).isEqualTo("wxacode:pages/task/check-in?scene=t=8f3a");
    }

    @Test
    void refusesAMiniProgramCodeWithJson() {
        refusesToDraw("{\"scene\":\"%s\"}".formatted("x".repeat(33)), 40169);
        refusesToDraw("{\"scene\":\"中文\"}", 40169);
        refusesToDraw("{\"scene\":\"a b\"}", 40169);
        refusesToDraw("{\"scene\":\"\"}", 40169);
        refusesToDraw("{\"scene\":\"a\",\"page\":\"/pages/x\"}", 41030);
        refusesToDraw("{\"scene\":\"a\",\"page\":\"pages/x?y=1\"}", 41030);
        refusesToDraw("{\"scene\":\"a\",\"page\":\"elsewhere\"}", 41030);
        refusesToDraw("{\"scene\":\"a\",\"width\":279}", 40097);
        refusesToDraw("{\"scene\":\"a\",\"env_version\":\"beta\"}", 40097);
        assertThat(draw("{\"scene\":\"a\",\"page\":\"elsewhere\",\"check_path\":false}")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("image/png");
    }

    private void refusesToDraw(String body, int code) {
        var answer = draw(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(bench.code(Json.tree(answer.body()))).isEqualTo(code);
    }

    private java.net.http.HttpResponse<byte[]> draw(String body) {
        return bench.rawPost(bench.ma("/wxa/getwxacodeunlimit"), body);
    }

    private JsonNode create(String action, Map<String, Object> scene, int seconds) {
        return bench.post(
                bench.mp("/cgi-bin/qrcode/create"),
                Map.of("expire_seconds", seconds, "action_name", action, "action_info", Map.of("scene", scene)));
    }

    private static String read(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels)));
        return new QRCodeReader().decode(bitmap).getText();
    }
}
