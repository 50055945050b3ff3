package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.Random;

/** Kills one part of a deployment as a power cut would, and brings it back. */
final class Saboteur implements Runnable {

    private final Deployment deployment;
    private final Random random;

    Saboteur(Deployment deployment, long seed) {
        this.deployment = deployment;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                deployment.killServer();
                deployment.startServer();
            }
            case 2 -> {
                deployment.database().kill();
                Pause.of(Duration.ofMillis(200));
                deployment.database().restart();
            }
            default -> {
                deployment.redis().flushAll();
                deployment.redis().kill();
                Pause.of(Duration.ofMillis(500));
                deployment.redis().restart();
            }
        }
    }
}
