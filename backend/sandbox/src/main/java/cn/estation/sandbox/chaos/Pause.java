package cn.estation.sandbox.chaos;

import java.time.Duration;

/** Waiting where there is nothing to be told by. */
public final class Pause {

    private Pause() {}

    /** @throws IllegalStateException if the thread is stopped meanwhile */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", stop);
        }
    }
}
