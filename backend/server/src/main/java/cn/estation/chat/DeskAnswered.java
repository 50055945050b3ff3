package cn.estation.chat;

/** Somebody of the staff has answered a resident who waited for a person. */
public record DeskAnswered(long handoverId, long residentId) {}
