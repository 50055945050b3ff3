package cn.estation.sandbox.bench;

import cn.estation.sandbox.chaos.Console;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scripts/bench misses}: a month of questions that nobody answered. How long it takes to put all of them, and then
 * the next few, with their like; how long staff wait for the pages; how long trying an answer on the month takes. Last
 * line: one JSON object. Ends with 1 if a limit is not kept.
 */
public final class MissesBench {

    private static final double NEXT_SECONDS = 10;
    private static final double ALL_SECONDS = 300;
    private static final double REPLAY_SECONDS = 180;
    private static final double PAGE_MS = 200;

    private static final int RESIDENTS = 400;
    private static final int NEXT = 200;
    private static final int PAGES = 200;
    private static final int HOURS = 29 * 24;
    private static final long PATIENCE_NANOS = 1_800_000_000_000L;
    private static final Pattern GROUP = Pattern.compile("/console/misses/(\\d+)");

    private final Deployment deployment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private MissesBench(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Arguments: number of questions, server jar, add-on jar, demo folder. */
    public static void main(String[] arguments) throws Exception {
        int questions = Integer.parseInt(arguments[0]);
        var home = Files.createTempDirectory("estation-bench-misses-");
        var demo = Path.of(arguments[3]);
        var district = district(demo, home.resolve("district"), questions);
        var program = new Deployment.Program("", Path.of(arguments[1]), Path.of(arguments[2]), district, true);
        System.out.printf("正在启动服务并载入 %d 个问题（几分钟），日志在 %s%n", questions, home);
        long start = System.nanoTime();
        boolean kept;
        try (var deployment = Deployment.start(home, program, 1)) {
            var bench = new MissesBench(deployment);
            bench.figures.put("questions", questions);
            bench.figures.put("load_s", seconds(start));
            kept = bench.measure(demo);
        }
        System.exit(kept ? 0 : 1);
    }

    /** The demonstration district with more residents, who asked so many questions in the last month. */
    private static Path district(Path demo, Path district, int questions) throws IOException {
        Files.createDirectories(district);
        var json = new JsonMapper();
        for (var name : List.of("grid.json", "calendar.json", "guides.json")) {
            Files.copy(demo.resolve(name), district.resolve(name));
        }
        var people = (ObjectNode) json.readTree(demo.resolve("people.json").toFile());
        var residents = (ArrayNode) people.get("residents");
        for (int i = 0; i < RESIDENTS; i++) {
            residents
                    .addObject()
                    .put("name", "测试")
                    .put("openid", openid(i))
                    .put("unionid", "uBench" + i)
                    .put("community", "demo-community-1");
        }
        json.writeValue(district.resolve("people.json").toFile(), people);
        json.writeValue(district.resolve("questions.json").toFile(), month(json, questions));
        return district;
    }

    private static String openid(int resident) {
        return "oBench%020d".formatted(resident);
    }

    /** Some things are asked by many, most by few. */
    private static ObjectNode month(JsonMapper json, int many) {
        var random = new Random(5);
        var words = new ManyGuides(11);
        int different = Math.max(10, many / 4);
        var wordings = IntStream.range(0, different)
                .mapToObj(i -> words.question() + (i % 3 == 0 ? "，" + i % 97 + "栋" : ""))
                .toList();
        var file = json.createObjectNode().put("demonstration", true);
        var questions = file.putArray("questions");
        for (int i = 0; i < many; i++) {
            double u = random.nextDouble();
            questions
                    .addObject()
                    .put("openid", openid(random.nextInt(RESIDENTS)))
                    .put("text", wordings.get((int) (different * u * u)))
                    .put("hoursAgo", random.nextInt(HOURS));
        }
        return file;
    }

    private boolean measure(Path demo) throws SQLException, IOException, InterruptedException {
        double all;
        double next;
        try (var connection = deployment.database().connectAsOwner(deployment.schema())) {
            long start = System.nanoTime();
            System.out.printf("正在归组，还有 %d 个问题…%n", waiting(connection));
            await(() -> waiting(connection) == 0);
            all = seconds(start);
            figures.put("group_all_s", all);
            figures.put("in_database", count(connection, "SELECT COUNT(*) FROM chat_question"));
            figures.put("groups", count(connection, "SELECT COUNT(*) FROM chat_group"));
            System.out.printf("正在问 %d 个新问题…%n", NEXT);
            ask();
            start = System.nanoTime();
            await(() -> waiting(connection) == 0);
            next = seconds(start);
            figures.put("group_next_s", next);
        }
        var staff = staff(demo, "demo.director");
        System.out.println("正在打开页面…");
        double list = page(staff, "misses_page", "/console/misses");
        var group = GROUP.matcher(staff.open("/console/misses").html());
        if (!group.find()) {
            throw new IllegalStateException("no group on the page of misses");
        }
        var path = "/console/misses/" + group.group(1);
        double one = page(staff, "group_page", path);
        double home = page(staff, "home_page", "/console");
        double replay = replay(staff, path);
        figures.put("replay_s", replay);
        figures.put("machine_load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        boolean kept = all <= ALL_SECONDS
                && next <= NEXT_SECONDS
                && replay <= REPLAY_SECONDS
                && Math.max(home, Math.max(list, one)) <= PAGE_MS;
        figures.put("within_limits", kept);
        System.out.println(new JsonMapper().writeValueAsString(figures));
        return kept;
    }

    private static long waiting(Connection connection) {
        try {
            // Choices wait for somebody to choose; that is no work to be done.
            return count(connection, "SELECT COUNT(*) FROM chat_question WHERE group_id = 0 AND outcome <> 'CHOICES'");
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Searches of the mini-program go into the ledger, too; what is found is not waited for. */
    private void ask() throws IOException, InterruptedException {
        var random = new Random(9);
        for (int i = 0; i < NEXT; i++) {
            var text =
                    random.ints(6, 0x5000, 0x9000).mapToObj(Character::toString).reduce("", String::concat);
            var request = HttpRequest.newBuilder(URI.create(deployment.url() + "/api/v1/guides/search?q="
                            + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                    .build();
            http.send(request, BodyHandlers.discarding());
        }
    }

    private Console staff(Path demo, String login) throws IOException {
        for (var person :
                new JsonMapper().readTree(demo.resolve("people.json").toFile()).path("staff")) {
            if (person.path("login").asString().equals(login)) {
                return Console.signIn(
                        deployment.url(),
                        login,
                        person.path("password").asString(),
                        person.path("totpSecret").asString());
            }
        }
        throw new IllegalStateException("no " + login);
    }

    private double page(Console staff, String name, String path) {
        var taken = new Latencies();
        for (int i = 0; i < PAGES + PAGES / 10; i++) {
            long start = System.nanoTime();
            staff.open(path);
            if (i >= PAGES / 10) {
                taken.add(System.nanoTime() - start);
            }
        }
        figures.put(name + "_p50_ms", taken.within(0.5));
        figures.put(name + "_p99_ms", taken.within(0.99));
        return taken.within(0.99);
    }

    /** Proposes an answer and waits until it was tried on the whole month. */
    private double replay(Console staff, String path) {
        System.out.printf("%s%n正在重放一个月的问题…%n", figures);
        var form = path + "/answer?kind=STANDING";
        long start = System.nanoTime();
        var office =
                staff.open(form).select("select[name=cellId] option[selected]").attr("value");
        var mending = staff.submit(form, form, Map.of("cellId", office, "answer", "请到社区服务中心窗口办理。"));
        await(() -> staff.open(mending).text().contains("种现在答得上"));
        return seconds(start);
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited for half an hour");
            }
            LockSupport.parkNanos(250_000_000L);
        }
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
