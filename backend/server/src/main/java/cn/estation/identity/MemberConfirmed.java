package cn.estation.identity;

/** A community has confirmed a member's registration. */
public record MemberConfirmed(long residentId, long communityId) {}
