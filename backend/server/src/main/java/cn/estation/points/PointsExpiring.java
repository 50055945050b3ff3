package cn.estation.points;

import java.time.LocalDate;

/**
 * Some of a member's points expire soon unless they are spent.
 *
 * @param lastDay the last day they can be spent on
 */
public record PointsExpiring(long residentId, long communityId, long amount, LocalDate lastDay) {}
