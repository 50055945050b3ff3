package cn.estation.appointment.queue;

import java.time.Instant;
import java.util.Comparator;

/** The rule as Java says it, for tests that hold it against the database's. */
public final class TestTurns {

    private TestTurns() {}

    public static Comparator<Entry> at(Instant now) {
        return TurnOrder.at(now);
    }
}
