package cn.estation.sandbox.bench;

import static java.util.Objects.requireNonNull;

import cn.estation.sandbox.chaos.Chaos;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code scripts/bench opening}: an item opens at a set time, and many members go for fewer units over HTTP: each on two
 * phones though one is allowed, from some seconds before the time on, again and again until it is open. Afterwards the
 * database is asked whether that was exact, and the proof is run. Then sold-out answers a second beside a static page's, and
 * the same rush on an endpoint that does nothing but the guarded UPDATE and the INSERT.
 *
 * <p>Members sign in through the mini-program; that they are members and have points is written into the database, because
 * staff would confirm two thousand people for an hour. Last line: one JSON object. Ends with 1 if it was not exact, or
 * sold-out answers are slower than {@value #SOLD_OUT_TO_STATIC} of the static page's rate.
 */
public final class OpeningBench {

    static final double SOLD_OUT_TO_STATIC = 0.3;
    private static final int PRICE = 5;
    private static final int STAKE = 20;
    private static final int ASKERS = 8;
    private static final int SLICES = 5;

    /** How long before the time people begin to tap, and how long they wait for another try. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TAPS = Duration.ofSeconds(1);
    private static final String EARLY_CODE = "not-open-yet";
    private static final String REDEMPTIONS = "/api/v1/mall/redemptions";
    private static final String STATIC = "/console/css/console.css";
    private static final String BARE = "/open/bare-redemption";

    /** Two thousand sockets at once are more than a laptop's client gives; phones do not share one client either. */
    private static final int CONNECTIONS = 256;

    private record Member(String token, long id) {}

    /** What one call came back with. */
    private record Outcome(int status, String code, long nanos) {}

    /** What came of it: the figures by name, and whether all is as it must be. */
    public record Result(Map<String, Object> figures, boolean exact, boolean fast) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final JsonMapper json = new JsonMapper();
    private final Semaphore lines = new Semaphore(CONNECTIONS);
    private final Deployment deployment;
    private final int members;
    private final int units;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /** Keeps the rows of one opening apart from those of another in the same deployment. */
    private final long base;

    private OpeningBench(Deployment deployment, int members, int units) {
        this.base = floor(Clock.systemUTC().instant());
        this.deployment = deployment;
        this.members = members;
        this.units = units;
    }

    /** Arguments: members, units, seconds, server jar, add-on jar, demo folder. */
    public static void main(String[] arguments) throws Exception {
        var home = Files.createTempDirectory("estation-bench-opening-");
        var program =
                new Deployment.Program("", Path.of(arguments[3]), Path.of(arguments[4]), Path.of(arguments[5]), true);
        System.out.println("正在启动服务，日志在 " + home);
        Result result;
        try (var deployment = Deployment.start(home, program, 1)) {
            result = run(
                    deployment,
                    Integer.parseInt(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]));
        }
        System.out.println(new JsonMapper().writeValueAsString(result.figures()));
        System.exit(result.exact() && result.fast() ? 0 : 1);
    }

    /**
     * Plays an opening in a deployment that runs.
     *
     * @param seconds for how long sold-out answers and the static page are asked for, each
     */
    public static Result run(Deployment deployment, int members, int units, int seconds)
            throws IOException, InterruptedException, SQLException {
        var bench = new OpeningBench(deployment, members, units);
        return bench.play(Chaos.stage(deployment, new Random(1)), seconds);
    }

    private Result play(Stage stage, int seconds) throws IOException, InterruptedException, SQLException {
        System.out.printf("正在让 %d 位党员登录…%n", members);
        var all = signIn(stage);
        var item = stage.place().shelve("开抢商品", PRICE, units);
        var warmUp = stage.place().shelve("热身商品", PRICE, members);
        try (var database = deployment.database().connectAsOwner(deployment.schema())) {
            endow(database, Long.parseLong(stage.place().communityId()), all);
            bareTables(database);
            warmUp(all, warmUp);
            System.out.printf("开抢：%d 人，%d 件，每人用两部手机，提前 %d 秒就点…%n", members, units, EARLY.toSeconds());
            boolean exact = opening(database, all, item);
            boolean fast = soldOut(all, item, seconds);
            bare();
            var proof = deployment.prove().lines().reduce("", (first, second) -> second);
            figures.put("violations", json.readTree(proof).path("violations").asInt());
            exact &= proof.contains("\"violations\": 0");
            figures.put("exact", exact);
            figures.put(
                    "machine_load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            figures.put("within_limits", exact && fast);
            return new Result(figures, exact, fast);
        }
    }

    private List<Member> signIn(Stage stage) throws InterruptedException {
        var version = stage.door()
                .read("/api/v1/privacy-notice", "")
                .body()
                .path("version")
                .asString();
        var tasks = IntStream.range(0, members)
                .mapToObj(n -> (Callable<Member>) () -> {
                    var person = stage.wechat()
                            .createPerson("opening-" + (base + n), "开抢" + n, "138" + (base % 90_000_000 + n));
                    var body = Map.of("code", stage.wechat().loginCode(person), "noticeVersion", version);
                    var answer = send(request("/api/v1/sessions")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                            .build());
                    var session = json.readTree(answer);
                    return new Member(
                            session.path("accessToken").asString(),
                            session.path("residentId").asLong());
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(ASKERS)) {
            return threads.invokeAll(tasks).stream().map(OpeningBench::result).toList();
        }
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The smallest id the service could give at this moment: the sealer takes the ledger's lines in the order of their ids. */
    private static long floor(Instant moment) {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), moment).toMillis() << 22;
    }

    /** Makes everybody a member with points, as the ledger keeps them. */
    private void endow(Connection database, long community, List<Member> all) throws SQLException {
        database.setAutoCommit(false);
        run(database, """
                INSERT IGNORE INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at)
                VALUES (1, 'POINTS', 'ISSUE', %d, 0, 0, 0, UTC_TIMESTAMP(3))""".formatted(community));
        for (int i = 0; i < all.size(); i++) {
            long id = base + 2L * i;
            long member = all.get(i).id();
            run(database, """
                    INSERT INTO identity_registration (id, resident_id, community_id, status, submitted_at, active_since)
                    VALUES (%1$d, %2$d, %3$d, 'ACTIVE', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))""".formatted(id, member, community));
            run(database, """
                    INSERT INTO points_account (id, ledger, kind, owner_id, score_year, balance, sequence, created_at)
                    VALUES (%d, 'POINTS', 'MEMBER', %d, 0, %d, 1, UTC_TIMESTAMP(3))""".formatted(id, member, STAKE));
            run(database, """
                    INSERT INTO points_transaction (id, ledger, community_id, source_kind, source_id, reverses_id, rule,
                      explanation, evidence, happened_at)
                    VALUES (%1$d, 'POINTS', %2$d, 'bench', %1$d, NULL, '', '演练发放', '', UTC_TIMESTAMP(3))""".formatted(id, community));
            run(database, """
                    INSERT INTO points_line (id, transaction_id, account_id, amount, sequence, balance) VALUES
                    (%1$d, %2$d, %2$d, %3$d, 1, %3$d), (%4$d, %2$d, (SELECT a.id FROM points_account a
                      WHERE a.ledger = 'POINTS' AND a.kind = 'ISSUE' AND a.owner_id = %5$d AND a.score_year = 0), -%3$d, NULL, NULL)""".formatted(id, id, STAKE, id + 1, community));
            run(database, """
                    INSERT INTO points_lot (id, account_id, community_id, transaction_id, root_id, amount, remaining,
                      expires_at, warn_at, created_at)
                    VALUES (%1$d, %1$d, %2$d, %1$d, %1$d, %3$d, %3$d, '2101-01-01', '2100-12-01', UTC_TIMESTAMP(3))""".formatted(id, community, STAKE));
            run(
                    database,
                    "INSERT INTO points_lot_move (id, lot_id, transaction_id, amount, undoes_id) VALUES (%1$d, %1$d, %1$d, %2$d, NULL)"
                            .formatted(id, STAKE));
        }
        database.commit();
        database.setAutoCommit(true);
    }

    private static void bareTables(Connection database) throws SQLException {
        run(
                database,
                "CREATE TABLE IF NOT EXISTS bench_stock (id BIGINT NOT NULL PRIMARY KEY, quantity INT NOT NULL, CHECK (quantity >= 0))");
        run(
                database,
                "CREATE TABLE IF NOT EXISTS bench_order (id BIGINT NOT NULL PRIMARY KEY, item_id BIGINT NOT NULL)");
        run(database, "INSERT IGNORE INTO bench_stock VALUES (1, 1000000000)");
        run(database, "GRANT SELECT, INSERT, UPDATE ON bench_stock TO 'estation'@'127.0.0.1'");
        run(database, "GRANT SELECT, INSERT ON bench_order TO 'estation'@'127.0.0.1'");
    }

    private static void run(Connection database, String statement) throws SQLException {
        try (var one = database.createStatement()) {
            one.execute(statement);
        }
    }

    private void warmUp(List<Member> all, String item) throws InterruptedException {
        rush(all.subList(0, Math.min(all.size(), 300)), member -> redeem(member, item));
        rush(all.subList(0, Math.min(all.size(), 300)), member -> get(STATIC));
        rush(all.subList(0, Math.min(all.size(), 300)), member -> get(BARE));
    }

    private interface Act {
        Outcome by(Member member) throws IOException, InterruptedException;
    }

    private List<Outcome> rush(List<Member> all, Act act) throws InterruptedException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = all.stream()
                    .map(member -> threads.submit(() -> {
                        start.await();
                        return act.by(member);
                    }))
                    .toList();
            start.countDown();
            return running.stream().map(OpeningBench::result).toList();
        }
    }

    private boolean opening(Connection database, List<Member> all, String item)
            throws SQLException, InterruptedException {
        var twice = new ArrayList<>(all);
        twice.addAll(all);
        var opens = deployment.now().plus(EARLY).truncatedTo(ChronoUnit.MILLIS);
        run(
                database,
                "UPDATE mall_item SET per_person = 1, opens_at = '%s' WHERE id = %s"
                        .formatted(LocalDateTime.ofInstant(opens, ZoneOffset.UTC), item));
        var early = new Latencies();
        var outcomes = rush(twice, member -> onceOpen(member, item, early));
        double took = Duration.between(opens, deployment.now()).toMillis() / 1e3;
        long redeemed = outcomes.stream().filter(one -> one.status() == 201).count();
        long refused = outcomes.stream()
                .filter(one -> one.code().equals("out-of-stock") || one.code().equals("limit-reached"))
                .count();
        figures.put("members", members);
        figures.put("units", units);
        figures.put("redeemed", redeemed);
        figures.put("refused", refused);
        figures.put("too_early", early.count());
        figures.put("too_early_p99_ms", round(early.within(0.99)));
        figures.put("opening_seconds", round(took));
        figures.put("answers_per_second", round(outcomes.size() / took));
        latencies("redeemed", outcomes, 201);
        latencies("refused", outcomes, 409);
        long live =
                number(database, "SELECT COUNT(*) FROM mall_redemption WHERE status = 'READY' AND item_id = " + item);
        long left = number(database, "SELECT SUM(quantity) FROM mall_stock WHERE item_id = " + item);
        long most = number(database, """
                SELECT COALESCE(MAX(had), 0) FROM (SELECT COUNT(*) AS had FROM mall_redemption
                WHERE item_id = %s GROUP BY resident_id) h""".formatted(item));
        long paid = number(database, """
                SELECT COALESCE(-SUM(l.amount), 0) FROM points_line l JOIN points_transaction t ON t.id = l.transaction_id
                JOIN mall_redemption r ON r.id = t.source_id
                WHERE t.source_kind = 'redemption' AND l.sequence IS NOT NULL AND r.item_id = %s""".formatted(item));
        long before = number(
                database,
                "SELECT COUNT(*) FROM mall_redemption r JOIN mall_item i ON i.id = r.item_id"
                        + " WHERE r.created_at < i.opens_at AND i.id = " + item);
        long expected = Math.min(units, members);
        System.out.printf(
                "有效兑换 %d，库存 %d，一人最多 %d，共扣 %d 分，答复“成功” %d；到点以前兑换 %d，点早了 %d 次%n",
                live, left, most, paid, redeemed, before, early.count());
        return live == expected
                && before == 0
                && early.count() > 0
                && redeemed == expected
                && left == units - expected
                && most <= 1
                && paid == expected * PRICE
                && refused == outcomes.size() - redeemed;
    }

    private void latencies(String name, List<Outcome> outcomes, int status) {
        var taken = new Latencies();
        outcomes.stream().filter(one -> one.status() == status).forEach(one -> taken.add(one.nanos()));
        figures.put(name + "_p50_ms", round(taken.within(0.5)));
        figures.put(name + "_p99_ms", round(taken.within(0.99)));
    }

    /** Turn by turn, so that whatever else the machine does slows both alike. */
    private boolean soldOut(List<Member> all, String item, int seconds) throws InterruptedException {
        double late = 0;
        double page = 0;
        long millis = Math.max(200, seconds * 1000L / SLICES);
        for (int slice = 0; slice < SLICES; slice++) {
            late += rate(all, millis, member -> redeem(member, item), 409);
            page += rate(all, millis, member -> get(STATIC), 200);
        }
        figures.put("sold_out_per_second", round(late / SLICES));
        figures.put("static_per_second", round(page / SLICES));
        figures.put("sold_out_to_static", round(late / page));
        return late >= page * SOLD_OUT_TO_STATIC;
    }

    private double rate(List<Member> all, long millis, Act act, int wanted) throws InterruptedException {
        var done = new AtomicInteger();
        long began = System.nanoTime();
        long end = began + Duration.ofMillis(millis).toNanos();
        try (var threads = Executors.newFixedThreadPool(ASKERS)) {
            var running = IntStream.range(0, ASKERS)
                    .mapToObj(asker -> threads.submit(() -> {
                        for (int i = asker; System.nanoTime() < end; i += ASKERS) {
                            var outcome = act.by(all.get(i % all.size()));
                            if (outcome.status() != wanted) {
                                throw new IllegalStateException("answered " + outcome);
                            }
                            done.incrementAndGet();
                        }
                        return true;
                    }))
                    .toList();
            running.forEach(OpeningBench::result);
        }
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    /** As many orders one after the other row by row as the opening had: with nothing but the two statements. */
    private void bare() throws InterruptedException {
        var nobody = Collections.nCopies(Math.max(units, 200), new Member("", 0));
        long began = System.nanoTime();
        var outcomes = rush(nobody, member -> get(BARE));
        double bare =
                outcomes.stream().filter(one -> one.status() == 201).count() / ((System.nanoTime() - began) / 1e9);
        figures.put("bare_per_second", round(bare));
        double opening = (double) (Long) requireNonNull(figures.get("redeemed"))
                / (Double) requireNonNull(figures.get("opening_seconds"));
        figures.put("redeemed_per_second", round(opening));
        figures.put("redeemed_to_bare", round(opening / bare));
    }

    /** What people do: tap, read that it is too early, and tap again. */
    private Outcome onceOpen(Member member, String item, Latencies early) throws IOException, InterruptedException {
        while (true) {
            var outcome = redeem(member, item);
            if (!outcome.code().equals(EARLY_CODE)) {
                return outcome;
            }
            early.add(outcome.nanos());
            Thread.sleep(BETWEEN_TAPS);
        }
    }

    /** What a phone does: the same key again while the service says it is busy. */
    private Outcome redeem(Member member, String item) throws IOException, InterruptedException {
        var key = UUID.randomUUID().toString();
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            var outcome = call(request(REDEMPTIONS)
                    .header("Authorization", "Bearer " + member.token())
                    .header("Idempotency-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"itemId\":\"" + item + "\"}"))
                    .build());
            if (outcome.status() < 500 || attempt == 60) {
                return new Outcome(outcome.status(), outcome.code(), System.nanoTime() - began);
            }
            Thread.sleep(50L * Math.min(attempt, 10));
        }
    }

    private Outcome get(String path) throws IOException, InterruptedException {
        return call(request(path).GET().build());
    }

    private Outcome call(HttpRequest request) throws IOException, InterruptedException {
        lines.acquire();
        try {
            long began = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofString());
            var code = answer.statusCode() == 409 && answer.body().startsWith("{")
                    ? json.readTree(answer.body()).path("code").asString()
                    : "";
            return new Outcome(answer.statusCode(), code, System.nanoTime() - began);
        } finally {
            lines.release();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(deployment.url() + path)).timeout(Duration.ofSeconds(60));
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double round(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
