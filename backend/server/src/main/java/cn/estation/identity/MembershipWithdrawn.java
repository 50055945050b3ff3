package cn.estation.identity;

/** A resident no longer agrees that it is known they are a party member. Whoever shows it with their name stops. */
public record MembershipWithdrawn(long residentId) {}
