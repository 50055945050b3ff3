package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A stand-in with its own clock, a server to push to, and a plain HTTP client to call it with. */
final class Bench implements AutoCloseable {

    final Time time = new Time();
    final FakeServer server = new FakeServer();
    final StandInSettings settings;
    final StandIn standIn;
    final StandInWorld world;
    private final HttpClient http = HttpClient.newHttpClient();

    Bench() {
        this(UnaryOperator.identity());
    }

    Bench(UnaryOperator<StandInSettings> more) {
        settings = more.apply(StandInSettings.withDefaults()
                .withClock(time)
                .withServer(server.url())
                .withPatience(Duration.ofSeconds(4), Duration.ofMillis(20)));
        standIn = StandIn.start(settings);
        world = standIn.world();
    }

    Person wang() {
        return world.person("王秀英");
    }

    Person following() {
        world.follow(wang());
        return wang();
    }

    HttpResponse<byte[]> raw(String path) {
        return send(HttpRequest.newBuilder(URI.create(standIn.url() + path)).GET());
    }

    JsonNode get(String path) {
        return Json.tree(raw(path).body());
    }

    HttpResponse<byte[]> rawPost(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(standIn.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8)));
    }

    JsonNode post(String path, Object body) {
        return Json.tree(rawPost(path, body instanceof String text ? text : Json.text(body))
                .body());
    }

    int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    JsonNode stable(Account account, boolean force) {
        var credentials = settings.credentials(account);
        return post(
                "/cgi-bin/stable_token",
                Map.of(
                        "grant_type",
                        "client_credential",
                        "appid",
                        credentials.appId(),
                        "secret",
                        credentials.secret(),
                        "force_refresh",
                        force));
    }

    String mp(String path) {
        return withToken(path, Account.OFFICIAL_ACCOUNT);
    }

    String ma(String path) {
        return withToken(path, Account.MINI_PROGRAM);
    }

    private String withToken(String path, Account account) {
        var token = stable(account, false).path("access_token").asString();
        return path + "?access_token=" + token;
    }

    JsonNode login(String code) {
        return get("/sns/jscode2session?appid=%s&secret=%s&js_code=%s&grant_type=authorization_code"
                .formatted(settings.maAppId(), settings.maSecret(), URLEncoder.encode(code, UTF_8)));
    }

    JsonNode write(Person person, String text) {
        return post(
                mp("/cgi-bin/message/custom/send"),
                Map.of("touser", person.mpOpenId(), "msgtype", "text", "text", Map.of("content", text)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        standIn.close();
        server.close();
        http.shutdownNow();
    }

    /** A clock that a test sets. */
    static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2026-11-21T01:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
