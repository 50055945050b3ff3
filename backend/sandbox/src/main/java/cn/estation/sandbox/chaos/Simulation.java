package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uses a deployment while it is being killed, and compares every answer with what the model said beforehand.
 *
 * <p>One seed drives which commands are given, how often each is sent at once, and what is killed when. A command whose
 * fate is unknown is sent again with its key until there is an answer; that answer must be the one the model expected.
 */
public final class Simulation {

    /** How long before each kill the lines are disturbed. One thing is done after the other here: all the time would be idle. */
    private static final Duration ROUGH = Duration.ofSeconds(2);

    private final Deployment deployment;
    private final Stage stage;
    private final List<SimulatedModule> modules;
    private final Random random;
    private final List<String> violations = new ArrayList<>();
    private final Sending sending;
    private long operations;
    private int kills;

    /** What came of it. */
    public record Result(long operations, int kills, List<String> violations, long seed) {

        /** Both, one after the other. */
        Result and(Result later) {
            var all = new ArrayList<>(violations);
            all.addAll(later.violations);
            return new Result(operations + later.operations, kills + later.kills, List.copyOf(all), seed);
        }

        public String json() {
            return "{\"operations\": %d, \"kills\": %d, \"violations\": %d, \"seed\": %d}"
                    .formatted(operations, kills, violations.size(), seed);
        }
    }

    Simulation(Deployment deployment, Stage stage, List<SimulatedModule> modules, Random random) {
        this.deployment = deployment;
        this.stage = stage;
        this.modules = List.copyOf(modules);
        this.random = random;
        this.sending = new Sending(stage.door(), violations::add);
    }

    /** Plays for this long; then everything is brought back and compared, and the proof is run. */
    Result play(Duration time, Duration betweenKills, long seed) {
        modules.forEach(module -> module.prepare(stage));
        var possible =
                modules.stream().flatMap(module -> module.operations().stream()).toList();
        long end = System.nanoTime() + time.toNanos();
        long nextKill = System.nanoTime() + betweenKills.toNanos();
        boolean rough = false;
        try (var sabotages = Executors.newVirtualThreadPerTaskExecutor()) {
            var saboteur = new Saboteur(deployment, seed);
            Future<?> sabotage = sabotages.submit(() -> {});
            while (System.nanoTime() < end) {
                if (!rough && System.nanoTime() > nextKill - ROUGH.toNanos()) {
                    rough = true;
                    deployment.disturb();
                }
                if (System.nanoTime() > nextKill && sabotage.isDone()) {
                    deployment.calm();
                    rough = false;
                    kills++;
                    sabotage = sabotages.submit(saboteur.next());
                    nextKill = System.nanoTime() + betweenKills.toNanos();
                }
                step(possible.get(random.nextInt(possible.size())));
            }
            finish(sabotage);
        }
        deployment.calm();
        if (!deployment.serverAlive()) {
            deployment.startServer();
        }
        modules.forEach(module -> violations.addAll(module.differences(stage)));
        prove();
        return new Result(operations, kills, List.copyOf(violations), seed);
    }

    private void step(SimulatedModule.Operation operation) {
        var attempt = operation.next(random, stage);
        if (attempt == null) {
            return;
        }
        operations++;
        var reply = sending.settle(attempt.call(), 1 + random.nextInt(3));
        switch (reply) {
            case Reply.Done done
            when attempt.expected() == null -> attempt.learn().take(done);
            case Reply.Done done -> wrong(operation, attempt, "was done: " + done);
            case Reply.Refused refused when Objects.equals(refused.code(), attempt.expected()) -> {}
            case Reply.Refused refused -> wrong(operation, attempt, "was refused: " + refused);
            case Reply.Unknown unknown -> wrong(operation, attempt, "never answered: " + unknown.why());
        }
    }

    private void wrong(SimulatedModule.Operation operation, SimulatedModule.Attempt attempt, String what) {
        var expected = attempt.expected() == null ? "done" : attempt.expected();
        violations.add("operation %d %s %s, expected %s, %s"
                .formatted(operations, operation.name(), attempt.call().path(), expected, what));
    }

    private static void finish(Future<?> sabotage) {
        try {
            sabotage.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("what was killed did not come back", fault);
        }
    }

    /** Chains are sealed within a second and events delivered soon after a start: the proof waits for both. */
    private void prove() {
        Pause.of(Duration.ofSeconds(8));
        deployment.disproof().ifPresent(report -> violations.add("the proof: " + report));
    }
}
