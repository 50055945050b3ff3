package cn.estation.chat;

import java.time.Instant;

/**
 * Somebody called for help in the chat, and this member of the crew is told, by the account they have as a resident.
 *
 * @param round how often people were told by now, from 1
 * @param what kind of emergency, in a word
 * @param where community or grid, without an address
 */
public record CrewCalled(long alertId, int round, long residentId, String what, String where, Instant raisedAt) {}
