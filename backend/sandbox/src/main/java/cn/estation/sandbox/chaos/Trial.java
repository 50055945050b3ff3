package cn.estation.sandbox.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one seed does: its own people at its own counter and in its own activities, one command after the other or several
 * at the same moment, each held against a model that says beforehand what must come of it. Time passes for all trials at
 * once; the model is told.
 */
final class Trial {

    /** What a trial needs of the world. */
    record World(Deployment deployment, Desk desk, String communityId, String bookableId) {

        Instant now() {
            return deployment.now();
        }
    }

    private static final int ECHOES = 30;

    /** Timers come every 30 seconds at the most, and a dead server takes a minute to come back on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final World world;
    private final Stage stage;
    private final Random random;
    private final long seed;
    private final Sending sending;
    private final List<String> violations = new ArrayList<>();
    private final List<Earlier> earlier = new ArrayList<>();
    private final CounterModel counter;
    private final ActivityModel activity;
    private final Tally tally = new Tally();
    private long operations;

    /** A command that was done, with its answer. */
    private record Earlier(Call call, Reply.Done answer) {}

    Trial(World world, Stage stage, long seed) {
        this.world = world;
        this.stage = stage;
        this.random = stage.random();
        this.seed = seed;
        this.sending = new Sending(stage.door(), this::wrong);
        this.counter = new CounterModel(this);
        this.activity = new ActivityModel(this);
    }

    World world() {
        return world;
    }

    Stage stage() {
        return stage;
    }

    Random random() {
        return random;
    }

    long seed() {
        return seed;
    }

    long operations() {
        return operations;
    }

    List<String> violations() {
        return violations;
    }

    void begin() {
        counter.begin();
        activity.begin();
    }

    /** New days to book, after the first ones are over. */
    void again() {
        counter.again();
    }

    void play(int commands) {
        // After the first difference the model knows nothing any more.
        for (long end = operations + commands; operations < end && violations.isEmpty(); ) {
            int kind = random.nextInt(100);
            if (kind < 3) {
                echo();
            } else if (kind < 78) {
                counter.act();
            } else {
                activity.act();
            }
        }
    }

    /** Time has passed: everybody's session with it. */
    void passed(boolean longTime) {
        earlier.clear();
        if (longTime) {
            stage.players().all().forEach(player -> player.signInAgain(stage));
        }
        counter.passed();
        activity.passed();
    }

    /** An old command comes again, out of order: the answer is the old one, and nothing happens. */
    private void echo() {
        if (earlier.isEmpty()) {
            return;
        }
        var one = earlier.get(random.nextInt(earlier.size()));
        operations++;
        tally("old command again", true);
        var reply = sending.settle(one.call(), 1);
        if (!reply.equals(one.answer())) {
            wrong("an old command %s was answered %s, before %s"
                    .formatted(one.call().path(), reply, one.answer()));
        }
    }

    /**
     * Gives a command, sometimes several times at once.
     *
     * @param expected the code of the refusal, or null if it must be done
     * @return the answer if it was done, as expected
     */
    Reply.@Nullable Done give(String name, Call call, @Nullable String expected) {
        operations++;
        int copies = random.nextInt(10) < 7 ? 1 : 2 + random.nextInt(2);
        return judge(name, call, expected, sending.settle(call, copies));
    }

    Reply.@Nullable Done judge(String name, Call call, @Nullable String expected, Reply reply) {
        tally(name, reply instanceof Reply.Done);
        tell("%s %s %s: %s".formatted(name, call.path(), call.body(), reply));
        switch (reply) {
            case Reply.Done done -> {
                if (expected == null) {
                    remember(call, done);
                    return done;
                }
                wrong("%s %s was done, expected %s: %s".formatted(name, call.path(), expected, done));
            }
            case Reply.Refused refused -> {
                if (!refused.code().equals(expected)) {
                    wrong("%s %s was refused %s, expected %s"
                            .formatted(name, call.path(), refused.code(), expected == null ? "done" : expected));
                }
            }
            case Reply.Unknown unknown ->
                wrong("%s %s was never answered: %s".formatted(name, call.path(), unknown.why()));
        }
        return null;
    }

    private void remember(Call call, Reply.Done done) {
        if (earlier.size() == ECHOES) {
            earlier.removeFirst();
        }
        earlier.add(new Earlier(call, done));
    }

    /** Gives different commands at the same moment. */
    List<Reply> giveAtOnce(List<Call> calls) {
        operations += calls.size();
        return sending.atOnce(calls);
    }

    /** One more command, of staff. */
    void counted(String name, boolean done) {
        operations++;
        tally(name, done);
        tell(name + (done ? " done" : " refused"));
    }

    /** Every command of a seed that is looked into: {@code -Destation.chaos.follow=SEED}. */
    void tell(String what) {
        if (Long.getLong("estation.chaos.follow", -1L) == seed) {
            System.out.printf("%d %s %s%n", operations, world.now(), what);
        }
    }

    void tally(String name, boolean done) {
        tally.count(name, done);
    }

    /** How often each kind of command was done, and how often refused. */
    Tally tally() {
        return tally;
    }

    Call post(String path, Players.Player player, Object body) {
        return new Call("POST", path, player.token(), stage.newKey(), body);
    }

    /** Waits for what follows by itself; says what is missing if it never does. */
    void await(String what, BooleanSupplier there) {
        if (!becomes(there)) {
            wrong(what);
        }
    }

    /** Waits for what follows by itself. False if it never does. */
    boolean becomes(BooleanSupplier there) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 10; !there.getAsBoolean(); pause = Math.min(pause * 2, 500)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            hurry();
            Pause.of(Duration.ofMillis(pause));
        }
        return true;
    }

    private void hurry() {
        try {
            world.deployment().hurryTimers("appointment-");
        } catch (SQLException killed) {
            // Then it takes as long as it takes.
        }
    }

    void wrong(String what) {
        synchronized (violations) {
            violations.add("seed %d operation %d at %s: %s".formatted(seed, operations, world.now(), what));
        }
    }
}
