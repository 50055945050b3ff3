package cn.estation.points;

/**
 * Whoever objected to a score has their answer.
 *
 * @param residentId who objected
 */
public record ObjectionAnswered(
        long residentId, long communityId, long objectionId, String title, boolean upheld, String answer) {}
