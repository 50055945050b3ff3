package cn.estation.kernel;

/** Whoever gives a command: a resident, a member of staff, or the system itself. */
public interface Actor {

    /** Stable and unique over all kinds, for example {@code resident:42}. */
    String actorKey();
}
