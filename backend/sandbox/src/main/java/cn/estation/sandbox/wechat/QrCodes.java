package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The official account's codes with a scene: temporary ones for up to 30 days (60 s when nothing is said), permanent ones up to 100 000.
 * A wrong action is 40052, a wrong scene or time 40053. The picture is served as long as the code lives.
 */
final class QrCodes {

    private static final int MAX_SECONDS = 2_592_000;
    private static final int MAX_PERMANENT = 100_000;
    private static final int WIDTH = 430;

    private final Clock clock;
    private final Changes changes;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();

    QrCodes(Clock clock, Changes changes) {
        this.clock = clock;
        this.changes = changes;
    }

    /** @param until when it ends, or null for never */
    record Ticket(
            String ticket,
            String scene,
            String url,
            @Nullable Instant until) {}

    void register(Api api) {
        api.post(
                "/cgi-bin/qrcode/create",
                Api.Token.OFFICIAL_ACCOUNT,
                Quotas.NO_LIMIT,
                100_000,
                (call, caller) -> create(call.json()));
        api.get(
                "/cgi-bin/showqrcode",
                Api.Token.NONE,
                Quotas.NO_LIMIT,
                Quotas.NO_LIMIT,
                (call, nobody) -> show(call.param("ticket")));
    }

    private Answer create(JsonNode body) {
        var scene = body.path("action_info").path("scene");
        var action = Json.field(body, "action_name");
        boolean permanent = action.startsWith("QR_LIMIT_");
        var value = value(action, scene, permanent);
        int seconds = permanent ? 0 : seconds(body);
        var ticket = permanent ? permanent(value) : issue(value, clock.instant().plus(Duration.ofSeconds(seconds)));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ticket", ticket.ticket());
        if (!permanent) {
            answer.put("expire_seconds", seconds);
        }
        answer.put("url", ticket.url());
        return Answer.json(answer);
    }

    private static String value(String action, JsonNode scene, boolean permanent) {
        return switch (action) {
            case "QR_STR_SCENE", "QR_LIMIT_STR_SCENE" -> text(Json.field(scene, "scene_str"));
            case "QR_SCENE", "QR_LIMIT_SCENE" -> number(scene.path("scene_id").asLong(0), permanent);
            default -> throw new PlatformError(40052, "invalid action name");
        };
    }

    private static String text(String scene) {
        if (scene.isEmpty() || scene.length() > 64) {
            throw new PlatformError(40053, "invalid action info");
        }
        return scene;
    }

    private static String number(long scene, boolean permanent) {
        if (scene < 1 || scene > (permanent ? MAX_PERMANENT : 0xFFFF_FFFFL)) {
            throw new PlatformError(40053, "invalid action info");
        }
        return Long.toString(scene);
    }

    private static int seconds(JsonNode body) {
        int seconds = body.path("expire_seconds").asInt(60);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new PlatformError(40053, "invalid action info");
        }
        return seconds;
    }

    /** The same scene has the same permanent code. */
    private Ticket permanent(String scene) {
        var earlier = alive().stream()
                .filter(ticket -> ticket.until() == null && ticket.scene().equals(scene))
                .findFirst();
        return earlier.orElseGet(() -> issue(scene, null));
    }

    private Ticket issue(String scene, @Nullable Instant until) {
        var ticket =
                new Ticket("gQ" + Codes.random(90) + "==", scene, "http://weixin.qq.com/q/" + Codes.random(22), until);
        synchronized (this) {
            if (until == null
                    && tickets.values().stream()
                                    .filter(one -> one.until() == null)
                                    .count()
                            >= MAX_PERMANENT) {
                throw new PlatformError(45009, "reach max permanent qrcode limit");
            }
            tickets.put(ticket.ticket(), ticket);
        }
        changes.announce();
        return ticket;
    }

    /** The picture behind {@code showqrcode}; 404 once the code is over, as at the platform. */
    private Answer show(String ticket) {
        return find(ticket)
                .map(found -> Answer.png(QrImage.png(found.url(), WIDTH)))
                .orElseGet(() -> Answer.html(404, "<h1>404</h1>"));
    }

    /** A living code by its ticket, its address or its scene. */
    Optional<Ticket> find(String text) {
        return alive().stream()
                .filter(one -> one.ticket().equals(text)
                        || one.url().equals(text)
                        || one.scene().equals(text))
                .findFirst();
    }

    /** Whether a text is a code that once was and is over. */
    synchronized boolean isOver(String text) {
        return tickets.values().stream()
                        .anyMatch(one -> one.ticket().equals(text)
                                || one.url().equals(text)
                                || one.scene().equals(text))
                && find(text).isEmpty();
    }

    synchronized List<Ticket> alive() {
        var now = clock.instant();
        return tickets.values().stream()
                .filter(ticket -> ticket.until() == null || now.isBefore(ticket.until()))
                .toList();
    }

    synchronized List<Ticket> all() {
        return new ArrayList<>(tickets.values());
    }

    synchronized void restore(List<Ticket> earlier) {
        earlier.forEach(ticket -> tickets.put(ticket.ticket(), ticket));
    }
}
