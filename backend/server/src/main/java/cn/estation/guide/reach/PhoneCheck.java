package cn.estation.guide.reach;

import java.time.Instant;

/**
 * Somebody tried a number.
 *
 * @param number digits alone
 * @param cellId for whose guide or service point; it counts there and below
 * @param thing what it was tried for, for example {@code guide:42}
 */
record PhoneCheck(
        long id, String number, long cellId, String thing, boolean reached, String actor, Instant checkedAt) {}
