package cn.estation.identity;

import cn.estation.kernel.Actor;
import java.util.List;

/**
 * A member of staff who is signed in: the principal of every console request, read afresh for each.
 *
 * @param name as shown in the console
 */
public record Staff(long id, String name, long sessionId, List<Grant> grants) implements Actor {

    /** A role for one part of the tree: that cell and everything below it. */
    public record Grant(StaffRole role, long cellId) {}

    public Staff {
        grants = List.copyOf(grants);
    }

    /** True if any role grants it anywhere. Says nothing about where. */
    public boolean may(Permission permission) {
        return grants.stream().anyMatch(grant -> grant.role().grants(permission));
    }

    @Override
    public String actorKey() {
        return "staff:" + id;
    }
}
