package cn.estation.identity;

/**
 * A resident's unit has named them to a community where they have not registered yet.
 *
 * @param importId the list they were named on
 * @param unit its name
 */
public record InvitedToRegister(long importId, long residentId, long communityId, String unit) {}
