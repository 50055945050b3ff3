package cn.estation.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTests {

    @TempDir
    Path home;

    /** A JVM of its own, since the guard is about a JVM that gets no chance to clean up. */
    @Test
    void endsTheServerWhenItsJvmIsKilled() throws Exception {
        var jvm = orphanMaker();
        var pids = readPids();

        jvm.destroyForcibly().waitFor();

        for (var pid : pids) {
            var server = ProcessHandle.of(pid);
            if (server.isPresent()) {
                server.get().onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void endsTheServerWhenItsJvmIsAskedToEnd() throws Exception {
        var jvm = orphanMaker();
        var pids = readPids();

        jvm.destroy();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();

        for (var pid : pids) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void endsAServerThatAnEarlierRunLeftOnTheSameHome() throws Exception {
        var leftover = new ProcessBuilder("/bin/sh", "-c", "sleep 60; : " + home).start();
        Files.writeString(home.resolve("pid"), Long.toString(leftover.pid()));

        try (var _ = Home.take(home)) {
            assertThat(leftover.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void sparesAStrangerThatHasTheProcessIdNow() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(home.resolve("pid"), Long.toString(stranger.pid()));

        try (var _ = Home.take(home)) {
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private Process orphanMaker() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMaker.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("jvm.log").toFile())
                .start();
    }

    private long[] readPids() throws Exception {
        var file = home.resolve("pids");
        for (var tries = 0; !Files.exists(file); tries++) {
            assertThat(tries).as(() -> log()).isLessThan(600);
            Thread.sleep(100);
        }
        return Files.readAllLines(file).stream().mapToLong(Long::parseLong).toArray();
    }

    private String log() {
        try {
            return Files.readString(home.resolve("jvm.log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    static final class OrphanMaker {

        private OrphanMaker() {}

        static void main(String[] args) throws Exception {
            var home = Path.of(args[0]);
            var database = EmbeddedDatabase.start(
                    new DatabaseSettings(home.resolve("db"), 0, "owner-password", "service-password", false));
            var redis = EmbeddedRedis.start(new RedisSettings(home.resolve("redis"), 0, "redis-password"));
            Files.writeString(home.resolve("pids.part"), database.pid() + "\n" + redis.pid() + "\n");
            Files.move(home.resolve("pids.part"), home.resolve("pids"));
            Thread.sleep(60_000);
        }
    }
}
