package cn.estation.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a child of this JVM and never outlives it.
 *
 * <p>A shutdown hook is not enough: it does not run when the JVM is killed. So each server has a guard, a shell that
 * waits for the end of the pipe to this JVM and then ends the server.
 */
final class ServerProcess {

    private static final String GUARD = """
            trap '' INT TERM HUP
            read -r word
            [ "$word" = done ] && exit
            kill -TERM "$1" 2>/dev/null
            for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
              kill -0 "$1" 2>/dev/null || exit
              sleep 0.5
            done
            kill -KILL "$1" 2>/dev/null
            """;

    private final String name;
    private final Path log;
    private final Process server;
    private final Process guard;

    private ServerProcess(String name, Path log, Process server, Process guard) {
        this.name = name;
        this.log = log;
        this.server = server;
        this.guard = guard;
    }

    static ServerProcess start(String name, List<String> command, Path folder, Path log) {
        try {
            var server = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            var guard = new ProcessBuilder("/bin/sh", "-c", GUARD, "guard", Long.toString(server.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ServerProcess(name, log, server, guard);
        } catch (IOException cannot) {
            throw new ServiceFault("%s 无法启动：%s。".formatted(name, cannot.getMessage()), cannot);
        }
    }

    long pid() {
        return server.pid();
    }

    boolean alive() {
        return server.isAlive();
    }

    /** @throws ServiceFault if the server ends, or is not ready when the time is up */
    void await(BooleanSupplier ready, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!server.isAlive()) {
                release();
                throw new ServiceFault("%s 启动失败：%s".formatted(name, lastWords()));
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new ServiceFault("%s 在 %d 秒内没有就绪：%s".formatted(name, patience.toSeconds(), lastWords()));
            }
            pause();
        }
    }

    /** Ends it at once, as a power cut would (SIGKILL). */
    void kill() {
        server.destroyForcibly();
        exited(Duration.ofSeconds(20));
        release();
    }

    /** Asks it to end, and ends it by force when it takes longer than that. */
    void stop(Duration patience) {
        server.destroy();
        if (!exited(patience)) {
            server.destroyForcibly();
            exited(Duration.ofSeconds(20));
        }
        release();
    }

    boolean logContains(String text) {
        try {
            return Files.exists(log)
                    && Files.readString(log, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean exited(Duration patience) {
        try {
            return server.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !server.isAlive();
        }
    }

    private void release() {
        try (var pipe = guard.getOutputStream()) {
            pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException guardIsGone) {
            guard.destroyForcibly();
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.contains("ERROR") || line.startsWith("#") || line.contains("Fatal"))
                    .toList();
            return (lines.isEmpty() ? "" : lines.getFirst() + " ") + "（日志 " + log + "）。";
        } catch (IOException unreadable) {
            return "（没有日志）。";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceFault("启动被中断。", interrupted);
        }
    }
}
