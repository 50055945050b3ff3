package cn.estation.identity;

import cn.estation.kernel.Actor;

/**
 * A resident who is signed in: the principal of every request with a bearer token.
 *
 * @param id of the resident
 * @param sessionId of the session the token belongs to
 */
public record Resident(long id, long sessionId) implements Actor {

    /** The key of a resident's commands, also where the resident is not signed in. */
    public static String actorKey(long residentId) {
        return "resident:" + residentId;
    }

    @Override
    public String actorKey() {
        return actorKey(id);
    }
}
