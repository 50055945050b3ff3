package cn.estation.sandbox.chaos;

import cn.estation.sandbox.services.DatabaseSettings;
import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.EmbeddedRedis;
import cn.estation.sandbox.services.Passwords;
import cn.estation.sandbox.services.Ports;
import cn.estation.sandbox.services.RedisSettings;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.sandbox.wechat.StandInSettings;
import cn.estation.sandbox.wire.FaultProxy;
import cn.estation.sandbox.wire.Weather;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A whole deployment in a folder of its own: database with durable commits, Redis, the WeChat stand-in, and the server
 * as a process that can be killed. Everything ends with it.
 */
public final class Deployment implements AutoCloseable {

    private static final String SCHEMA = "estation";
    private static final String SERVER_LOG = "server.log";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Measurements load more than the demonstration district. */
    private static final Duration LOADING = Duration.ofMinutes(20);

    /** Delays in a million pieces, and a tenth as much of everything worse: an answer has a few pieces, a command fifty. */
    private static final Weather OVER_THE_AIR = Weather.rough(20_000);

    private static final Weather TO_THE_DATABASE = Weather.rough(400);
    private static final Duration BETWEEN_HURRIES = Duration.ofMillis(500);

    private final Path home;
    private final Program program;
    private final EmbeddedDatabase database;
    private final EmbeddedRedis redis;
    private final StandIn wechat;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final int addonPort = Ports.free();
    private final @Nullable FaultProxy toServer;
    private final @Nullable FaultProxy toDatabase;
    private final Map<String, String> environment = new ConcurrentSkipListMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process server;
    private volatile Duration clockOffset = Duration.ZERO;
    private long hurried = System.nanoTime();

    /**
     * How the server is started.
     *
     * @param classPath of {@code java}; empty if {@code jar} is given
     * @param jar the packed server; unpacked, as in production, and started with the add-on beside it
     * @param addon the add-on jar, when {@code jar} is given
     * @param demo folder of the demonstration district
     * @param fullSpeed compiled as in production, for measurements; otherwise it starts sooner
     */
    public record Program(
            String classPath, @Nullable Path jar, @Nullable Path addon, Path demo, boolean fullSpeed) {

        public Program(String classPath, @Nullable Path jar, @Nullable Path addon, Path demo) {
            this(classPath, jar, addon, demo, false);
        }

        List<String> command(String mainClass) {
            var command = new ArrayList<String>();
            command.add(java());
            command.addAll(fullSpeed ? List.of("-Xmx1g") : List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
            command.addAll(List.of("-Xshare:auto", "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
            command.addAll(List.of("-cp", classPath, mainClass));
            return command;
        }

        /** The same, to be started from files of its own: see decision 0032. */
        Program unpacked(Path home) {
            if (jar == null) {
                return this;
            }
            var folder = home.resolve("server");
            var packed = jar.toString();
            var extract =
                    List.of(java(), "-Djarmode=tools", "-jar", packed, "extract", "--destination", folder.toString());
            succeed(new ProcessBuilder(extract), home.resolve("unpack.log"));
            var path = folder.resolve(jar.getFileName()) + File.pathSeparator + addon;
            return new Program(path, null, null, demo, fullSpeed);
        }

        private static String java() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }
    }

    private Deployment(Path home, Program program, long seed, boolean cuttable) {
        this.home = home;
        this.program = program.unpacked(home);
        this.database = EmbeddedDatabase.start(
                new DatabaseSettings(home.resolve("mariadb"), 0, Passwords.generate(), Passwords.generate(), true));
        this.redis = EmbeddedRedis.start(new RedisSettings(home.resolve("redis"), 0, Passwords.generate()));
        var settings = StandInSettings.withDefaults().withServer("http://127.0.0.1:" + port);
        this.wechat = StandIn.start(settings);
        this.toServer = cuttable ? new FaultProxy(port, seed) : null;
        this.toDatabase = cuttable ? new FaultProxy(database.port(), seed + 1) : null;
        fillEnvironment(settings, new Random(seed));
    }

    /** Starts everything and waits until the server answers. */
    public static Deployment start(Path home, Program program, long seed) {
        return start(home, program, seed, Map.of());
    }

    /** The same with settings of one's own. */
    public static Deployment start(Path home, Program program, long seed, Map<String, String> settings) {
        return start(home, program, seed, settings, false);
    }

    /** The same; {@code cuttable}: with lines between clients, server and database that {@link #disturb} reaches. */
    public static Deployment start(
            Path home, Program program, long seed, Map<String, String> settings, boolean cuttable) {
        var deployment = new Deployment(home, program, seed, cuttable);
        deployment.environment.putAll(settings);
        try {
            deployment.database.createSchema(SCHEMA);
            deployment.migrate();
            deployment.startServer();
            return deployment;
        } catch (RuntimeException failed) {
            deployment.close();
            throw failed;
        }
    }

    private String throughProxy(String address, FaultProxy proxy) {
        return address.replace(":" + database.port() + "/", ":" + proxy.port() + "/");
    }

    private void fillEnvironment(StandInSettings settings, Random random) {
        var direct = database.url(SCHEMA);
        environment.put("SPRING_PROFILES_ACTIVE", "sandbox");
        environment.put("ESTATION_PORT", Integer.toString(port));
        environment.put("ESTATION_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("ESTATION_ADDON_PORT", Integer.toString(addonPort));
        environment.put("ESTATION_BASE_URL", url());
        environment.put("ESTATION_DB_URL", toDatabase == null ? direct : throughProxy(direct, toDatabase));
        environment.put("ESTATION_DB_OWNER", EmbeddedDatabase.OWNER);
        environment.put("ESTATION_DB_OWNER_PASSWORD", database.ownerPassword());
        environment.put("ESTATION_DB_USER", EmbeddedDatabase.SERVICE);
        environment.put("ESTATION_DB_PASSWORD", database.servicePassword());
        environment.put("ESTATION_REDIS_PORT", Integer.toString(redis.port()));
        environment.put("ESTATION_REDIS_PASSWORD", redis.password());
        environment.put("ESTATION_SEAL_KEYS", "sm4.1:" + key(random, 16));
        environment.put("ESTATION_INDEX_KEY", key(random, 32));
        environment.put("ESTATION_CODE_KEY", key(random, 32));
        environment.put("ESTATION_LOAD", program.demo().toString());
        if (program.fullSpeed()) {
            // One machine asks for all.
            environment.put("ESTATION_CHAT_PERMINUTE", "1000000");
        }
        environment.put("WECHAT_API_URL", wechat.url());
        environment.put("WECHAT_MP_APP_ID", settings.mpAppId());
        environment.put("WECHAT_MP_SECRET", settings.mpSecret());
        environment.put("WECHAT_MP_TOKEN", settings.mpToken());
        environment.put("WECHAT_MP_AES_KEY", settings.mpAesKey());
        environment.put("WECHAT_MP_ORIGINAL_ID", settings.mpOriginalId());
        environment.put("WECHAT_MA_APP_ID", settings.maAppId());
        environment.put("WECHAT_MA_SECRET", settings.maSecret());
        environment.put("WECHAT_MA_TOKEN", settings.maToken());
        environment.put("WECHAT_MA_AES_KEY", settings.maAesKey());
    }

    private static String key(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Where clients ask: over the line that can be disturbed, if there is one. */
    public String url() {
        return "http://127.0.0.1:" + (toServer == null ? port : toServer.port());
    }

    /** Lets the lines be disturbed from now on, if they can be. */
    public void disturb() {
        weather(OVER_THE_AIR, TO_THE_DATABASE);
    }

    /** From now on nothing happens on the lines. */
    public void calm() {
        weather(Weather.CALM, Weather.CALM);
    }

    private void weather(Weather ofServer, Weather ofDatabase) {
        if (toServer != null && toDatabase != null) {
            toServer.weather(ofServer);
            toDatabase.weather(ofDatabase);
        }
    }

    /** How often a line was disturbed so far. */
    public long disturbances() {
        return (toServer == null ? 0 : toServer.faults()) + (toDatabase == null ? 0 : toDatabase.faults());
    }

    public StandIn wechat() {
        return wechat;
    }

    public EmbeddedDatabase database() {
        return database;
    }

    public String schema() {
        return SCHEMA;
    }

    public EmbeddedRedis redis() {
        return redis;
    }

    private void migrate() {
        succeed(besideServer("cn.estation.Migrate"), home.resolve("Migrate.log"));
    }

    /** Starts the server and waits until it is ready. */
    public void startServer() {
        var log = ProcessBuilder.Redirect.appendTo(home.resolve(SERVER_LOG).toFile());
        var process = launch(builder("cn.estation.Estation"), log);
        server = process;
        long deadline = System.nanoTime() + (program.fullSpeed() ? LOADING : PATIENCE).toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the server did not start, see " + home.resolve(SERVER_LOG));
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    public boolean serverAlive() {
        var process = server;
        return process != null && process.isAlive();
    }

    /** Ends the server as a power cut would. */
    public void killServer() {
        var process = server;
        if (process != null) {
            process.destroyForcibly();
            waitFor(process);
        }
    }

    /** Arms the crash point: the server dies at the first database step so named of the next command to this path. */
    public void crashAt(String step, String path) {
        control("POST", "/sandbox/crash?on=" + URLEncoder.encode(step, StandardCharsets.UTF_8) + "&path=" + path);
    }

    /** Arms the crash point: the database connection is lost at this step of the next command to this path. */
    public void cutAt(int step, String path) {
        control("POST", "/sandbox/crash?strike=cut&at=" + step + "&path=" + path);
    }

    /** Lets the server's time be so much later, now and after every start that follows. */
    public void advanceClock(Duration by) {
        var answer = control("POST", "/sandbox/clock?advance=" + by).lines().toList();
        var offset = answer.size() < 2 ? "" : answer.get(1);
        if (!offset.startsWith("PT")) {
            throw new IllegalStateException("the clock did not move: " + answer);
        }
        clockOffset = Duration.parse(offset);
        environment.put("ESTATION_ADDON_OFFSET", offset);
    }

    /**
     * Lets the server live at this distance from the true time, now and after every start that follows. Said twice, it is
     * the same.
     *
     * @throws UncheckedIOException if the server does not answer now
     */
    public void liveAt(Duration offset) {
        environment.put("ESTATION_ADDON_OFFSET", offset.toString());
        clockOffset = offset;
        control("POST", "/sandbox/clock?now=" + now());
    }

    /**
     * Lets every timer whose name begins so and that waits for its turn have it now. When a timer comes is chance anyway;
     * a simulation need not wait for it.
     *
     * @throws SQLException if the database does not answer now
     */
    public synchronized void hurryTimers(String... beginnings) throws SQLException {
        if (System.nanoTime() - hurried < BETWEEN_HURRIES.toNanos()) {
            return;
        }
        try (var owner = database.connectAsOwner(SCHEMA);
                var due = owner.prepareStatement("UPDATE scheduled_tasks SET execution_time = ?"
                        + " WHERE picked = 0 AND execution_time > ? AND task_name LIKE ?")) {
            var now = LocalDateTime.ofInstant(now(), ZoneOffset.UTC);
            due.setObject(1, now);
            due.setObject(2, now);
            for (var beginning : beginnings) {
                due.setString(3, beginning + "%");
                due.executeUpdate();
            }
        } finally {
            hurried = System.nanoTime();
        }
    }

    /** What the server takes for the present moment. */
    public Instant now() {
        return Clock.systemUTC().instant().plus(clockOffset);
    }

    /** What the management port says of the service and of its parts, as JSON. */
    public String health() {
        return ask("GET", "http://127.0.0.1:" + managementPort + "/actuator/health");
    }

    /** The database steps of the last command. */
    public List<String> steps() {
        return control("GET", "/sandbox/steps").lines().toList();
    }

    private String control(String method, String path) {
        return ask(method, "http://127.0.0.1:" + addonPort + path);
    }

    private String ask(String method, String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Runs the proof over all rows. Returns what it printed if anything is wrong. */
    public Optional<String> disproof() {
        return Optional.of(prove())
                .filter(report ->
                        !report.lines().reduce("", (first, second) -> second).contains("\"violations\": 0"));
    }

    /** Runs the proof over all rows. Returns what it printed. */
    public String prove() {
        return runToEnd("cn.estation.Prove");
    }

    private boolean ready() {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Runs one of the server's other programs and returns its output, whatever it ended with. */
    private String runToEnd(String mainClass) {
        var log = home.resolve(mainClass.substring(mainClass.lastIndexOf('.') + 1) + ".log");
        waitFor(launch(besideServer(mainClass), ProcessBuilder.Redirect.to(log.toFile())));
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private ProcessBuilder builder(String mainClass) {
        var builder = new ProcessBuilder(program.command(mainClass));
        builder.environment().putAll(environment);
        return builder;
    }

    /** The add-on's port is the server's. */
    private ProcessBuilder besideServer(String mainClass) {
        var builder = builder(mainClass);
        builder.environment().remove("ESTATION_ADDON_PORT");
        return builder;
    }

    private static void succeed(ProcessBuilder builder, Path log) {
        var process = launch(builder, ProcessBuilder.Redirect.to(log.toFile()));
        waitFor(process);
        if (process.exitValue() != 0) {
            throw new IllegalStateException("a program failed, see " + log);
        }
    }

    private static Process launch(ProcessBuilder builder, ProcessBuilder.Redirect log) {
        try {
            return builder.redirectErrorStream(true).redirectOutput(log).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("a process did not end");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        killServer();
        if (toServer != null) {
            toServer.close();
        }
        if (toDatabase != null) {
            toDatabase.close();
        }
        wechat.close();
        redis.close();
        database.close();
    }
}
