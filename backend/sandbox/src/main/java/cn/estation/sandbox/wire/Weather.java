package cn.estation.sandbox.wire;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How often what happens to the pieces that pass over a line.
 *
 * @param perMillion of a million pieces, how many meet with each fault; at most all of them together
 */
public record Weather(Map<Fault, Integer> perMillion) {

    /** Nothing happens. */
    public static final Weather CALM = new Weather(Map.of());

    private static final int MILLION = 1_000_000;

    /** What can happen to a piece on its way. */
    public enum Fault {
        /** It arrives up to 300 ms later. */
        DELAY,
        /** It is lost and both ends are told that the line is closed. */
        DROP,
        /** Half of it arrives, then the line is closed. */
        HALF,
        /** It is lost and the line is torn: both ends see a reset. */
        RESET,
        /** Nothing moves for up to three seconds, though the line looks open; then it is torn. */
        STALL
    }

    public Weather {
        perMillion = Map.copyOf(perMillion);
        if (perMillion.values().stream().anyMatch(share -> share < 0)
                || perMillion.values().stream().mapToInt(share -> share).sum() > MILLION) {
            throw new IllegalArgumentException("shares of a million, together at most a million: " + perMillion);
        }
    }

    /** So many delays in a million pieces, and a tenth as many of each fault that ends the line. */
    public static Weather rough(int delaysPerMillion) {
        var shares = new EnumMap<Fault, Integer>(Fault.class);
        for (var fault : Fault.values()) {
            shares.put(fault, fault == Fault.DELAY ? delaysPerMillion : delaysPerMillion / 10);
        }
        return new Weather(shares);
    }

    /** Every piece meets with this. */
    public static Weather always(Fault fault) {
        return new Weather(Map.of(fault, MILLION));
    }

    /** What happens to the next piece, or nothing. */
    @Nullable Fault next(Random random) {
        int lot = random.nextInt(MILLION);
        for (var fault : Fault.values()) {
            lot -= perMillion.getOrDefault(fault, 0);
            if (lot < 0) {
                return fault;
            }
        }
        return null;
    }
}
