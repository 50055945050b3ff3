package cn.estation.identity;

import java.time.Instant;

/**
 * Somebody decided about a registration, other than confirming it.
 *
 * @param how {@code REJECTED}, {@code ENDED}, {@code SUSPENDED}, {@code RESUMED}, or {@code NOT_TAKEN_IN}: the community they
 *     asked to move to did not take them
 * @param reason for the member to read, empty where none is needed
 */
public record RegistrationDecided(
        long registrationId, long residentId, long communityId, String how, String reason, Instant at) {}
