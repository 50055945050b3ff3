package cn.estation.appointment.queue;

import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long it may take until somebody is called. Said as a span, and not at all where nobody can know. */
@Component
public class Pace {

    private static final int SAMPLES = 50;
    private static final int LEAST_SAMPLES = 5;
    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int STEP = 5;

    /** In minutes, both in steps of five. */
    public record Span(int from, int to) {

        /** In words. */
        public String said() {
            return from == 0 ? "大约 %d 分钟以内".formatted(to) : "大约 %d 到 %d 分钟".formatted(from, to);
        }
    }

    private final EntryMapper entries;
    private final Desks desks;
    private final Clock clock;

    Pace(EntryMapper entries, Desks desks, Clock clock) {
        this.entries = entries;
        this.desks = desks;
        this.clock = clock;
    }

    /**
     * How long until somebody with so many ahead is called: the quicker and the slower quarter of those served last, shared
     * by the desks that are open. Empty with fewer than five of them, or no desk open.
     */
    public Optional<Span> until(long lineId, int ahead) {
        long open = desks.ofLine(lineId).stream().filter(Desk::isOpen).count();
        if (open == 0) {
            return Optional.empty();
        }
        var seconds = entries.seconds(lineId, clock.instant().minus(MEMORY), SAMPLES).stream()
                .sorted()
                .toList();
        if (seconds.size() < LEAST_SAMPLES) {
            return Optional.empty();
        }
        long quick = seconds.get(seconds.size() / 4);
        long slow = seconds.get(seconds.size() * 3 / 4);
        int from = (int) (ahead * quick / open / 60 / STEP * STEP);
        long most = (ahead + 1) * slow / open;
        int to = (int) Math.ceilDiv(Math.max(most, 1), STEP * 60L) * STEP;
        return Optional.of(new Span(from, Math.max(to, from + STEP)));
    }
}
