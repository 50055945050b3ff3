package cn.estation.guide;

import cn.estation.grid.WeeklyHours.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells staff whom a closure would affect, before they announce it. Implemented by whoever has made appointments or plans
 * for a counter; the closure itself reaches them as {@link cn.estation.grid.ExceptionallyClosed}.
 */
public interface ClosureEffects {

    /** One sentence about what of theirs lies between these moments at these counters; empty if nothing does. */
    Optional<String> of(Collection<Long> counterIds, Instant from, Instant to);

    /**
     * A sentence each about what else of theirs takes place at a service point that closes as a whole.
     *
     * @param part of each of the days, all of it for null
     */
    default List<String> atPoint(long pointId, LocalDate from, LocalDate to, @Nullable Range part) {
        return List.of();
    }
}
