package cn.estation.sandbox.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Sends commands, several times at once where asked to, until their fate is known. Definite answers must agree. */
public final class Sending {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(150);

    /** A killed server takes a minute to come back where other things run beside it. */
    private static final int TRIES = 2_000;

    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;
    private final Consumer<String> violations;

    public Sending(Door door, Consumer<String> violations) {
        this.door = door;
        this.violations = violations;
    }

    /** What became of a command, unknown only if nobody ever answers. */
    public Reply settle(Command call, int copies) {
        Reply known = new Reply.Unknown("not sent");
        var first = IntStream.range(0, copies)
                .mapToObj(n -> (Callable<Reply>) () -> call.send(door))
                .toList();
        for (var reply : copies == 1 ? List.of(call.send(door)) : all(first)) {
            known = agree(call, known, reply);
        }
        for (int attempt = 0; known instanceof Reply.Unknown && attempt < TRIES; attempt++) {
            Pause.of(BETWEEN_TRIES);
            known = agree(call, known, call.send(door));
        }
        return known;
    }

    /** Different commands, all sent at the same moment, each until its fate is known. */
    public List<Reply> atOnce(List<? extends Command> calls) {
        return all(calls.stream()
                .map(call -> (Callable<Reply>) () -> settle(call, 1))
                .toList());
    }

    private Reply agree(Command call, Reply known, Reply reply) {
        if (known instanceof Reply.Unknown) {
            return reply;
        }
        if (!(reply instanceof Reply.Unknown) && !reply.equals(known)) {
            violations.accept("two answers to one command %s: %s and %s".formatted(call.path(), known, reply));
        }
        return known;
    }

    private List<Reply> all(List<Callable<Reply>> calls) {
        try {
            var replies = new ArrayList<Reply>();
            for (var reply : senders.invokeAll(calls)) {
                replies.add(reply.get());
            }
            return replies;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
