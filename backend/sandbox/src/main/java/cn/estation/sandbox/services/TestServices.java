package cn.estation.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One database server and one Redis for all tests of a JVM, started when first asked for and gone with it.
 *
 * <p>Commits are not durable: a test that kills the database starts its own {@link EmbeddedDatabase}.
 */
public final class TestServices {

    private static @Nullable Path home;
    private static @Nullable EmbeddedDatabase database;
    private static @Nullable EmbeddedRedis redis;

    private TestServices() {}

    public static synchronized EmbeddedDatabase database() {
        var running = database;
        if (running == null) {
            running = EmbeddedDatabase.start(new DatabaseSettings(
                    home().resolve("mariadb"), 0, Passwords.generate(), Passwords.generate(), false));
            database = running;
        }
        return running;
    }

    public static synchronized EmbeddedRedis redis() {
        var running = redis;
        if (running == null) {
            running = EmbeddedRedis.start(new RedisSettings(home().resolve("redis"), 0, Passwords.generate()));
            redis = running;
        }
        return running;
    }

    private static Path home() {
        var folder = home;
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("estation-test-");
            } catch (IOException cannot) {
                throw new UncheckedIOException(cannot);
            }
            home = folder;
            Runtime.getRuntime().addShutdownHook(new Thread(TestServices::stop, "estation-test-services-stop"));
        }
        return folder;
    }

    private static synchronized void stop() {
        if (redis != null) {
            redis.close();
        }
        if (database != null) {
            database.close();
        }
        try {
            if (home != null) {
                Folders.delete(home);
            }
        } catch (IOException leftForTheSystem) {
            System.err.println("left behind: " + home);
        }
    }
}
