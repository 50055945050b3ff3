package cn.estation.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Ids that grow with time and never repeat, on any number of nodes.
 *
 * <p>From the top: 41 bits of milliseconds since 2026, 10 bits of node, 12 bits of sequence. A node takes a fresh node
 * number from the database at every start, so a clock set back between two starts cannot repeat an id; within a start
 * the time part never goes back. More than 4,096 ids in a millisecond borrow from the next one.
 */
@Component
public class Ids {

    private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int NODE_BITS = 10;
    private static final int SEQUENCE_BITS = 12;

    private final Clock clock;
    private final long node;
    private final AtomicLong lastTick = new AtomicLong();

    Ids(Clock clock, NodeMapper nodes) {
        this.clock = clock;
        var start = new NodeMapper.Start();
        nodes.register(start, clock.instant());
        this.node = start.id & ((1 << NODE_BITS) - 1);
    }

    public long next() {
        long now = (clock.millis() - EPOCH) << SEQUENCE_BITS;
        long tick = lastTick.updateAndGet(last -> Math.max(last + 1, now));
        long time = tick >>> SEQUENCE_BITS;
        long sequence = tick & ((1 << SEQUENCE_BITS) - 1);
        return time << (NODE_BITS + SEQUENCE_BITS) | node << SEQUENCE_BITS | sequence;
    }

    /** By how much ids grow in this time. */
    public static long span(Duration time) {
        return time.toMillis() << (NODE_BITS + SEQUENCE_BITS);
    }

    /** The smallest id that could have been given at this moment: everything younger is greater. */
    public static long floor(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH) << (NODE_BITS + SEQUENCE_BITS);
    }
}
