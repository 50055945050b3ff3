package cn.estation.task;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What was found about a member and is worth a look, for the cards that staff see. Facts, never a judgement. */
public interface MemberSignals {

    /**
     * @param status how it stands: waiting, or what somebody found
     * @param decision what they said of it, empty while it waits
     */
    record Signal(Instant foundAt, String kind, String facts, String status, String decision) {}

    /** Where signals are decided. */
    String PATH = "/console/task/signals";

    /** Those of some communities that were not found harmless, newest first, twenty at most. */
    List<Signal> of(long residentId, Collection<Long> communities);
}
