package cn.estation.guide;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Tells staff whom a closure would affect, before they announce it. Implemented by whoever has made appointments or plans
 * for a counter; the closure itself reaches them as {@link cn.estation.grid.ExceptionallyClosed}.
 */
public interface ClosureEffects {

    /** One sentence about what of theirs lies between these moments at these counters; empty if nothing does. */
    Optional<String> of(Collection<Long> counterIds, Instant from, Instant to);
}
