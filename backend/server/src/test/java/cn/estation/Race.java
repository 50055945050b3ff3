package cn.estation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Lets many contenders go for the same thing at the same moment. */
public final class Race {

    /** How many contend, unless a test says otherwise. */
    public static final int CONTENDERS = 64;

    private Race() {}

    /** Sixty-four contenders, each prepared before the start. Returns what each came back with, in no order. */
    public static <T> List<T> of(IntFunction<Callable<T>> contender) {
        return of(CONTENDERS, contender);
    }

    /** So many contenders; each is made ready by {@code contender}, then all start at once. */
    public static <T> List<T> of(int count, IntFunction<Callable<T>> contender) {
        var ready = new ArrayList<Callable<T>>();
        for (int i = 0; i < count; i++) {
            ready.add(contender.apply(i));
        }
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = ready.stream()
                    .map(one -> threads.submit(() -> {
                        start.await();
                        return one.call();
                    }))
                    .toList();
            start.countDown();
            return running.stream().map(Race::result).toList();
        }
    }

    /** What a phone does when the server says it is busy: tries again, a little later. */
    public static <T> T persist(Supplier<T> attempt, ToIntFunction<T> status) {
        for (int tries = 1; ; tries++) {
            var answer = attempt.get();
            if (status.applyAsInt(answer) != 503 || tries == 40) {
                return answer;
            }
            try {
                Thread.sleep(50L * Math.min(tries, 10));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
    }

    private static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a contender broke down", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
