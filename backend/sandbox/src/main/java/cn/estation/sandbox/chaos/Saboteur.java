package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Random;

/** Kills one part of a deployment after the other as a power cut would, and brings it back. */
public final class Saboteur {

    private static final int STARTS = 8;

    private enum Part {
        SERVER,
        DATABASE,
        REDIS
    }

    private final Deployment deployment;
    private final Random random;
    private final Deque<Part> round = new ArrayDeque<>();

    public Saboteur(Deployment deployment, long seed) {
        this.deployment = deployment;
        this.random = new Random(seed);
    }

    /** The next kill. Every part has its turn in each round; the seed says in which order. */
    public Runnable next() {
        if (round.isEmpty()) {
            var parts = Arrays.asList(Part.values());
            Collections.shuffle(parts, random);
            round.addAll(parts);
        }
        var part = round.remove();
        return () -> kill(part);
    }

    private void kill(Part part) {
        switch (part) {
            case SERVER -> {
                deployment.killServer();
                startAgain();
            }
            case DATABASE -> {
                deployment.database().kill();
                Pause.of(Duration.ofMillis(200));
                deployment.database().restart();
            }
            case REDIS -> {
                deployment.redis().flushAll();
                deployment.redis().kill();
                Pause.of(Duration.ofMillis(500));
                deployment.redis().restart();
            }
        }
    }

    /** As whatever supervises the service does: a start that fails, because its database is cut off, is tried again. */
    private void startAgain() {
        for (int attempt = 1; ; attempt++) {
            try {
                deployment.startServer();
                return;
            } catch (IllegalStateException notNow) {
                if (attempt == STARTS) {
                    throw notNow;
                }
                deployment.killServer();
            }
        }
    }
}
