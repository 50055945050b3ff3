package cn.estation.sandbox.addon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The door on the loopback interface through which a test steers the add-on. Answers are plain text.
 *
 * <ul>
 *   <li>{@code GET /sandbox/clock} the time and, on a second line, the offset; {@code POST /sandbox/clock?now=ISO},
 *       {@code ?advance=PT1H} or without any to be right again
 *   <li>{@code POST /sandbox/crash?at=N} with {@code &path=/api/v1/mall} and {@code &strike=halt|cut} arms the crash
 *       point; {@code &on=after commit} instead of {@code at} takes the first step so named; {@code DELETE} disarms it; {@code GET} tells whether it is still armed
 *   <li>{@code GET /sandbox/steps} the database steps of the last changing request, one a line
 * </ul>
 */
final class ControlPort implements AutoCloseable {

    private final HttpServer server;
    private final SettableClock clock;
    private final CrashPoint crashPoint;

    ControlPort(int port, SettableClock clock, CrashPoint crashPoint) throws IOException {
        this.clock = clock;
        this.crashPoint = crashPoint;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        on("/sandbox/clock", this::clock);
        on("/sandbox/crash", this::crash);
        on("/sandbox/steps", (method, parameters) -> String.join("\n", crashPoint.lastSteps()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Answer {
        String to(String method, Map<String, String> parameters);
    }

    private String clock(String method, Map<String, String> parameters) {
        if (method.equals("POST")) {
            if (parameters.containsKey("now")) {
                clock.set(OffsetDateTime.parse(parameters.get("now")).toInstant());
            } else if (parameters.containsKey("advance")) {
                clock.advance(Duration.parse(parameters.get("advance")));
            } else {
                clock.reset();
            }
        }
        return clock.instant() + "\n" + clock.offset();
    }

    private String crash(String method, Map<String, String> parameters) {
        switch (method) {
            case "POST" ->
                crashPoint.arm(new CrashPoint.Order(
                        Integer.parseInt(parameters.getOrDefault("at", parameters.containsKey("on") ? "0" : "")),
                        parameters.getOrDefault("on", ""),
                        parameters.getOrDefault("path", "/"),
                        CrashPoint.Strike.valueOf(
                                parameters.getOrDefault("strike", "halt").toUpperCase(Locale.ROOT))));
            case "DELETE" -> crashPoint.disarm();
            default -> {}
        }
        return crashPoint.armed() == null ? "disarmed" : "armed";
    }

    private void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, answer);
            }
        });
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try {
            send(exchange, 200, answer.to(exchange.getRequestMethod(), parameters(exchange)));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            send(exchange, 400, String.valueOf(wrong.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        var parameters = new HashMap<String, String>();
        var query = exchange.getRequestURI().getRawQuery();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
