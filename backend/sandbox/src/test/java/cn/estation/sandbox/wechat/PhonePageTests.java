package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhonePageTests {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void servesThePageWithNothingFromElsewhere() {
        var page = text("/");
        assertThat(page)
                .contains("lang=\"zh-CN\"", "id=\"chat\"", "id=\"message\"")
                .doesNotContain("<script>", "style=");
        var references = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        while (references.find()) {
            assertThat(references.group(1)).startsWith("/phone/");
            assertThat(bench.raw(references.group(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void hasEveryElementThatItsScriptUses() {
        var page = text("/");
        var script = text("/phone/phone.js");
        var used = Pattern.compile("\\$\\('([a-z-]+)'\\)").matcher(script);
        while (used.find()) {
            assertThat(page).contains("id=\"" + used.group(1) + "\"");
        }
    }

    @Test
    void sendsVoicesPlacesPicturesAndStickers() {
        control("persons/wangxiuying/follow", Map.of());
        control("persons/wangxiuying/voice", Map.of("recognised", "老年证怎么办"));
        control("persons/wangxiuying/voice", Map.of());
        control("persons/wangxiuying/location", Map.of("latitude", 32.06, "longitude", 118.8, "label", "门口"));
        control("persons/wangxiuying/media", Map.of("type", "image"));
        control("persons/wangxiuying/sticker", Map.of());

        var chat = bench.get("/control/persons/wangxiuying/chat");
        assertThat(chat.valueStream().map(one -> one.path("content").asString()))
                .contains("[语音] 老年证怎么办", "[语音]", "[位置] 门口", "[图片]", "[动画表情]");
        for (var nowhere :
                List.of(Map.of("latitude", "北", "longitude", 118.8), Map.of("latitude", 132, "longitude", 0))) {
            assertThat(bench.rawPost("/control/persons/wangxiuying/location", Json.text(nowhere))
                            .statusCode())
                    .isBetween(400, 499);
        }
    }

    @Test
    void showsPersonsChatMenuAndConsents() {
        control("persons/wangxiuying/follow", Map.of());
        control("persons/wangxiuying/text", Map.of("text", "老年证"));
        var state = bench.get("/control/state?person=wangxiuying");
        assertThat(state.path("persons").size()).isGreaterThanOrEqualTo(6);
        assertThat(state.at("/person/following").asBoolean()).isTrue();
        assertThat(state.at("/person/chat/1/content").asString()).isEqualTo("老年证");
        assertThat(state.path("templates").size()).isPositive();
        assertThat(state.path("server").asString()).isEqualTo(bench.server.url());
    }

    @Test
    void waitsForTheNextChange() {
        var version = bench.get("/control/state").path("version").asLong();
        var next =
                CompletableFuture.supplyAsync(() -> bench.get("/control/changes?person=wangxiuying&since=" + version));
        bench.following();
        assertThat(next.join().at("/person/chat/0/kind").asString()).isEqualTo("OWN");
    }

    @Test
    void saysWhatCannotBeDone() {
        var refused = bench.rawPost("/control/persons/wangxiuying/text", "{\"text\":\"在吗\",\"wait\":false}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(new String(refused.body(), UTF_8)).contains("还没有关注公众号");
        assertThat(bench.rawPost("/control/persons/nobody/follow", "{}").statusCode())
                .isEqualTo(404);
        assertThat(bench.rawPost("/control/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(bench.rawPost("/control/faults", "[").statusCode()).isEqualTo(400);
    }

    @Test
    void answersBeforeASlowServerWhenNotWaiting() {
        bench.following();
        bench.world.patience(java.time.Duration.ofSeconds(5), java.time.Duration.ofSeconds(5));
        bench.server.answers(push -> new FakeServer.Reply(200, "success", 4_500));
        long started = System.nanoTime();
        var answer = bench.rawPost("/control/persons/wangxiuying/text", "{\"text\":\"在吗\",\"wait\":false}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(System.nanoTime() - started).isLessThan(3_500_000_000L);
    }

    @Test
    void givesCodesAndConsentsAndFaultsOverHttp() {
        var code =
                control("persons/wangxiuying/login-code", Map.of()).path("code").asString();
        assertThat(bench.login(code).path("openid").asString())
                .isEqualTo(bench.wang().maOpenId());
        var template = bench.world.templates().getFirst().id();
        control("persons/wangxiuying/consent", Map.of("templateId", template, "messages", 3));
        assertThat(bench.world.consents(bench.wang(), template)).isEqualTo(3);
        control("persons/wangxiuying/popup", Map.of("templateIds", List.of(template), "accept", true));
        assertThat(bench.world.consents(bench.wang(), template)).isEqualTo(4);
        control("faults", Map.of("endpoint", "/cgi-bin/token", "fault", "quota", "times", 1));
        assertThat(bench.code(bench.get("/cgi-bin/token"))).isEqualTo(45009);
        assertThat(bench.get("/control/calls").path("/cgi-bin/token").asInt()).isEqualTo(1);
        control("persons", Map.of("id", "test-one", "name", "测试者", "phone", "13900000000"));
        assertThat(bench.world.person("测试者").unionId()).isNotEmpty();
    }

    @Test
    void replaysOverHttp() {
        var delivery = bench.world.sendText(bench.following(), "一次");
        control("deliveries/" + delivery.number() + "/replay", Map.of());
        assertThat(bench.server.pushed.getLast().query())
                .isEqualTo(
                        bench.server.pushed.get(bench.server.pushed.size() - 2).query());
    }

    @Test
    void keepsPagesOfOtherSitesOut() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(bench.standIn.url() + "/control/tokens/end"))
                    .header("Origin", "https://evil.example")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private tools.jackson.databind.JsonNode control(String path, Map<String, Object> body) {
        var answer = bench.rawPost("/control/" + path, Json.text(body));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    private String text(String path) {
        return new String(bench.raw(path).body(), UTF_8);
    }
}
