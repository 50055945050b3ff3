package cn.estation.chat;

/** Somebody of the crew looks after a call for help of this resident. */
public record AlertTaken(long alertId, long residentId) {}
