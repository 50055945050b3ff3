package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands where the server will be: remembers what was pushed and answers as a test says. */
final class FakeServer implements AutoCloseable {

    record Reply(int status, String body, long delay) {
        static Reply of(String body) {
            return new Reply(200, body, 0);
        }
    }

    final List<Call> pushed = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Reply> answer = push -> Reply.of("success");
    private final HttpServer http;

    FakeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::serve);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void answers(String body) {
        answer = push -> Reply.of(body);
    }

    void answers(Function<Call, Reply> how) {
        answer = how;
    }

    /** A passive reply in safe mode, written here from the documentation once more. */
    static String reply(StandInSettings settings, String openId, String text) {
        var xml = Xml.write(new java.util.LinkedHashMap<>(Map.of(
                "ToUserName",
                openId,
                "FromUserName",
                settings.mpOriginalId(),
                "CreateTime",
                1_800_000_000L,
                "MsgType",
                "text",
                "Content",
                text)));
        return sealed(settings, xml, settings.mpAppId());
    }

    static String sealed(StandInSettings settings, String xml, String appId) {
        var cipher = new CallbackCipher(settings.mpAesKey(), settings.mpToken());
        var encrypted = cipher.encrypt(xml, appId);
        return Xml.write(Map.of(
                "Encrypt",
                encrypted,
                "MsgSignature",
                cipher.signature("1800000000", "42", encrypted),
                "TimeStamp",
                1_800_000_000L,
                "Nonce",
                "42"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var push = Call.read(exchange);
            pushed.add(push);
            var reply = answer.apply(push);
            Thread.sleep(reply.delay());
            var body = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
