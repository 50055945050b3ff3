package cn.estation.sandbox.addon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs on from whatever time it was set to. */
public final class SettableClock extends Clock {

    private final Clock real;
    private final AtomicReference<Duration> offset;

    SettableClock(Clock real, Duration offset) {
        this(real, new AtomicReference<>(offset));
    }

    private SettableClock(Clock real, AtomicReference<Duration> offset) {
        this.real = real;
        this.offset = offset;
    }

    public void set(Instant now) {
        offset.set(Duration.between(real.instant(), now));
    }

    public void advance(Duration by) {
        offset.updateAndGet(before -> before.plus(by));
    }

    public void reset() {
        offset.set(Duration.ZERO);
    }

    /** How far it is ahead; a server started again with this offset goes on where the last one stopped. */
    public Duration offset() {
        return offset.get();
    }

    @Override
    public Instant instant() {
        // Whole milliseconds, like the clock it stands for.
        return real.instant().plus(offset.get()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SettableClock(real.withZone(zone), offset);
    }
}
