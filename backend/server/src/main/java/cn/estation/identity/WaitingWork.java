package cn.estation.identity;

import java.util.Optional;

/** Work that waits for staff, on the console's first page. Each module contributes what is its own. */
public interface WaitingWork {

    /**
     * What waits for this member of staff; empty if it is none of theirs to do.
     *
     * @param staff who looks: only what they may see is counted
     */
    Optional<Waiting> waiting(Staff staff);

    /**
     * @param title what it is, in a few words
     * @param count how many wait
     * @param path of the list that shows exactly these
     * @param order small comes first: what hurts most when it waits
     */
    record Waiting(String title, long count, String path, int order) {}
}
