package cn.estation.sandbox.bench;

import static java.util.Objects.requireNonNull;

import cn.estation.sandbox.chaos.Deployment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scripts/bench search}: searching and chatting over HTTP with many guides, beside an answer that needs no search
 * (the privacy notice, a greeting). Last line: one JSON object. Ends with 1 if a limit is not kept.
 */
public final class SearchBench {

    private static final double SEARCH_LIMIT = 20;
    private static final double CHAT_LIMIT = 50;
    private static final int ASKERS = 2;

    private static final long INDEX_SECONDS = 180;
    private static final long QUIET_SECONDS = 600;

    /** Seconds until the compiler has seen enough of both paths. */
    private static final int WARM_UP = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String server;
    private final Map<String, Latencies> taken = new LinkedHashMap<>();

    /** Searches that found something: an empty index is fast, too. */
    private final AtomicInteger found = new AtomicInteger();

    private SearchBench(String server) {
        this.server = server;
        List.of("search", "search_floor", "chat", "chat_floor").forEach(name -> taken.put(name, new Latencies()));
    }

    /** Arguments: number of guides, seconds, server jar, add-on jar, demo folder. */
    public static void main(String[] arguments) throws Exception {
        int guides = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        var home = Files.createTempDirectory("estation-bench-");
        var district = district(Path.of(arguments[4]), home.resolve("district"), guides);
        var program = new Deployment.Program("", Path.of(arguments[2]), Path.of(arguments[3]), district, true);
        System.out.printf("正在启动服务并载入 %d 份指南（几分钟），日志在 %s%n", guides, home);
        boolean kept;
        try (var deployment = Deployment.start(home, program, 1)) {
            var bench = new SearchBench(deployment.url());
            System.out.println("正在等索引建好…");
            bench.awaitIndex();
            System.out.println("正在等载入的事件处理完…");
            awaitQuiet(deployment);
            System.out.println("正在预热…");
            bench.ask(Math.max(WARM_UP, seconds));
            bench.taken.replaceAll((name, warm) -> new Latencies());
            bench.found.set(0);
            System.out.println("正在测量…");
            bench.ask(seconds);
            kept = bench.show(guides);
        }
        System.exit(kept ? 0 : 1);
    }

    /** An empty index answers fast, too: measuring begins when the guides are in it. */
    private void awaitIndex() throws IOException, InterruptedException {
        long end = System.nanoTime() + INDEX_SECONDS * 1_000_000_000L;
        var questions = new ManyGuides(5);
        while (found.get() < 20) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("searches find nothing " + INDEX_SECONDS + " s after the start");
            }
            get("search", "/api/v1/guides/search?q=" + encode(questions.question()));
            Thread.sleep(200);
        }
    }

    /** What follows from publishing so many guides at once is no part of an ordinary day. */
    private static void awaitQuiet(Deployment deployment) throws SQLException, InterruptedException {
        long end = System.nanoTime() + QUIET_SECONDS * 1_000_000_000L;
        try (var database = deployment.database().connectAsOwner(deployment.schema());
                var waiting = database.prepareStatement("SELECT COUNT(*) FROM EVENT_PUBLICATION")) {
            while (true) {
                try (var rows = waiting.executeQuery()) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return;
                    }
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException(
                                "%d events still wait after %d s".formatted(rows.getLong(1), QUIET_SECONDS));
                    }
                }
                Thread.sleep(500);
            }
        }
    }

    /** The demonstration district with so many guides in place of its own. */
    private static Path district(Path demo, Path district, int guides) throws IOException {
        Files.createDirectories(district);
        for (var name : List.of("grid.json", "calendar.json", "people.json")) {
            if (Files.exists(demo.resolve(name))) {
                Files.copy(demo.resolve(name), district.resolve(name));
            }
        }
        var json = new JsonMapper();
        var sample = (ObjectNode) json.readTree(demo.resolve("guides.json").toFile())
                .path("guides")
                .get(0);
        json.writeValue(district.resolve("guides.json").toFile(), new ManyGuides(1).file(sample, guides));
        return district;
    }

    /** Some people ask one thing after the other; each real question is followed by one that costs nothing. */
    private void ask(int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (var threads = Executors.newFixedThreadPool(ASKERS)) {
            var askers = new ArrayList<Callable<Void>>();
            for (int i = 0; i < ASKERS; i++) {
                var questions = new ManyGuides(i + 7L);
                askers.add(() -> {
                    while (System.nanoTime() < end) {
                        get("search", "/api/v1/guides/search?q=" + encode(questions.question()));
                        get("search_floor", "/api/v1/privacy-notice");
                        chat("chat", questions.question());
                        chat("chat_floor", "谢谢");
                    }
                    return null;
                });
            }
            for (var asker : threads.invokeAll(askers)) {
                asker.get();
            }
        }
    }

    private void get(String name, String path) throws IOException, InterruptedException {
        send(name, HttpRequest.newBuilder(URI.create(server + path)).build());
    }

    private void chat(String name, String text) throws IOException, InterruptedException {
        var body = json.writeValueAsString(Map.of("text", text));
        send(
                name,
                HttpRequest.newBuilder(URI.create(server + "/api/v1/chat"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private void send(String name, HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var answer = http.send(request, BodyHandlers.ofString());
        long nanos = System.nanoTime() - start;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        requireNonNull(taken.get(name)).add(nanos);
        if (name.equals("search") && !json.readTree(answer.body()).path("items").isEmpty()) {
            found.incrementAndGet();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean show(int guides) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("guides", guides);
        taken.forEach((name, latencies) -> {
            System.out.printf(
                    Locale.ROOT,
                    "%-13s %6d 次  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms%n",
                    name,
                    latencies.count(),
                    latencies.within(0.5),
                    latencies.within(0.95),
                    latencies.within(0.99));
            figures.put(name + "_p99_ms", latencies.within(0.99));
        });
        figures.put(
                "searches_that_found",
                found.get() / (double) requireNonNull(taken.get("search")).count());
        double search = p99("search");
        double chat = p99("chat");
        figures.put("search_to_floor", search / p99("search_floor"));
        figures.put("chat_to_floor", chat / p99("chat_floor"));
        figures.put("machine_load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        boolean kept = search < SEARCH_LIMIT && chat < CHAT_LIMIT;
        figures.put("within_limits", kept);
        System.out.println(json.writeValueAsString(figures));
        return kept;
    }

    private double p99(String name) {
        return requireNonNull(taken.get(name)).within(0.99);
    }
}
