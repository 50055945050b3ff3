package cn.estation.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who works where. Only people who still do, and roles that were given by this service. */
public interface Crews {

    /** One role of one person for one part of the tree. */
    record Post(long staffId, String name, StaffRole role, long cellId) {}

    /** Everybody with a role that grants the permission for exactly one of these cells. */
    List<Post> at(Collection<Long> cellIds, Permission permission);

    /** Names by id, as the console shows them. Ids that are nobody's are left out. */
    Map<Long, String> names(Collection<Long> staffIds);

    /** The id of whoever signs in by this name. */
    Optional<Long> withLogin(String login);
}
