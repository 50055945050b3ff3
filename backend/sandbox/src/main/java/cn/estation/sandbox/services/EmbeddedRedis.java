package cn.estation.sandbox.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on the loopback interface, with a password. It keeps nothing: in this project Redis is a cache. */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisSettings settings;
    private final Path program;
    private final Home home;
    private final int port;
    private final Thread hook = new Thread(this::close, "estation-redis-stop");
    private @Nullable ServerProcess server;
    private boolean closed;

    private EmbeddedRedis(RedisSettings settings, Path program, Home home, int port) {
        this.settings = settings;
        this.program = program;
        this.home = home;
        this.port = port;
    }

    /** @throws ServiceFault if the port is taken or the folder is in use */
    public static EmbeddedRedis start(RedisSettings settings) {
        var program = program();
        var home = Home.take(settings.home());
        try {
            var redis =
                    new EmbeddedRedis(settings, program, home, settings.port() == 0 ? Ports.free() : settings.port());
            redis.launch();
            Runtime.getRuntime().addShutdownHook(redis.hook);
            return redis;
        } catch (RuntimeException failed) {
            home.close();
            throw failed;
        }
    }

    public int port() {
        return port;
    }

    public String password() {
        return settings.password();
    }

    public long pid() {
        return running().pid();
    }

    public boolean alive() {
        var current = server;
        return current != null && current.alive();
    }

    public void flushAll() {
        try (var client = connect()) {
            client.flushAll();
        }
    }

    /** A new client, signed in. */
    public Jedis connect() {
        var client = new Jedis("127.0.0.1", port);
        client.auth(settings.password());
        return client;
    }

    /** Ends it as a power cut would. {@link #restart()} brings it back, empty, on the same port. */
    public synchronized void kill() {
        running().kill();
        server = null;
    }

    public synchronized void restart() {
        stop();
        launch();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop();
        home.close();
        if (Thread.currentThread() != hook) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        var current = server;
        server = null;
        if (current != null) {
            current.stop(Duration.ofSeconds(10));
            home.forget();
        }
    }

    private void launch() {
        Ports.requireFree(port, "Redis ");
        var configuration = settings.home().resolve("redis.conf");
        // In a file, so that the password is not in the list of processes.
        Folders.writeSecret(
                configuration,
                String.join(
                        "\n",
                        "bind 127.0.0.1",
                        "port " + port,
                        "protected-mode yes",
                        "requirepass " + settings.password(),
                        "save \"\"",
                        "appendonly no",
                        "maxmemory 256mb",
                        "maxmemory-policy allkeys-lru",
                        ""));
        var process = ServerProcess.start(
                "Redis",
                List.of(program.toString(), configuration.toString()),
                settings.home(),
                settings.home().resolve("redis.log"));
        home.remember(process.pid());
        process.await(this::answers, PATIENCE);
        server = process;
    }

    private boolean answers() {
        try (var client = connect()) {
            return "PONG".equals(client.ping());
        } catch (JedisException notYet) {
            return false;
        }
    }

    private ServerProcess running() {
        var current = server;
        if (current == null) {
            throw new IllegalStateException("Redis is not running");
        }
        return current;
    }

    private static Path program() {
        var folder = Cache.entry("redis-6.2", 30L << 20, into -> {
            var unpacked = ExecutableProvider.newJarResourceProvider(into.toFile())
                    .get()
                    .toPath();
            Files.move(unpacked, into.resolve("redis-server"));
            if (!into.resolve("redis-server").toFile().setExecutable(true)) {
                throw new java.io.IOException("cannot make redis-server executable");
            }
        });
        return folder.resolve("redis-server");
    }
}
