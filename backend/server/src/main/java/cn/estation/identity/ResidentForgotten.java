package cn.estation.identity;

/** A resident's personal data has been deleted. Whoever holds more of it deletes it now. */
public record ResidentForgotten(long residentId) {}
