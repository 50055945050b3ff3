package cn.estation.sandbox.wechat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The WeChat platform on this machine: the server-side API, the callbacks, and a page that is the phone.
 *
 * <p>Listens on 127.0.0.1 only. The API is at the root, as at {@code api.weixin.qq.com}; the page at {@code /}, its control at {@code
 * /control}.
 */
public final class StandIn implements AutoCloseable {

    private final HttpServer http;
    private final ExecutorService threads;
    private final Platform platform;
    private final StandInWorld world;
    private final Control control;
    private final @Nullable Snapshot snapshot;

    private StandIn(HttpServer http, ExecutorService threads, Platform platform) {
        this.http = http;
        this.threads = threads;
        this.platform = platform;
        this.world = new StandInWorld(platform);
        this.control = new Control(platform, world);
        var folder = platform.settings.stateFolder();
        this.snapshot = folder == null ? null : Snapshot.in(folder, platform);
    }

    /** @throws UncheckedIOException if the port is taken */
    public static StandIn start(StandInSettings settings) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            var http = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 1024);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            http.setExecutor(threads);
            var standIn = new StandIn(http, threads, new Platform(settings));
            http.createContext("/", standIn::serve);
            http.start();
            return standIn;
        } catch (IOException taken) {
            throw new UncheckedIOException("端口 " + settings.port() + " 打不开，可能已被占用", taken);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** The base address, without a trailing slash: what {@code api.weixin.qq.com} is elsewhere. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public StandInWorld world() {
        return world;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = Origins.allows(exchange)
                    ? answer(Call.read(exchange))
                    : Answer.json(403, Map.of("error", "只接受本机页面的请求"));
            if (answer != null) {
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Answer answer(Call call) throws InterruptedException {
        try {
            if (call.path().startsWith(Control.PREFIX)) {
                return control.answer(call);
            }
            var page = PhonePage.answer(call);
            return page == null ? platform.api.answer(call) : page;
        } catch (RuntimeException ourMistake) {
            ourMistake.printStackTrace();
            return Answer.json(500, Map.of("error", "微信替身自己出错了：" + ourMistake));
        }
    }

    @Override
    public void close() {
        platform.changes.close();
        http.stop(0);
        platform.callbacks.close();
        threads.shutdownNow();
        if (snapshot != null) {
            snapshot.close();
        }
    }
}
