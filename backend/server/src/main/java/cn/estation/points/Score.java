package cn.estation.points;

/**
 * What some work is worth.
 *
 * @param points after the caps
 * @param full before them
 * @param ruleId the version of the rules it was counted by
 * @param rule the rate, for example {@code 1 分/小时}
 * @param explanation one sentence that shows the arithmetic, and which cap bit and by how much
 */
public record Score(long points, long full, long ruleId, String rule, String explanation) {}
