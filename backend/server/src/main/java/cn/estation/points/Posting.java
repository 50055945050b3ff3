package cn.estation.points;

/**
 * One movement as its cause asks for it.
 *
 * @param amount 1 to {@link PointsLedger#CAP}, whichever way it goes
 * @param rule the rule it follows, for example {@code 1 分/小时}
 * @param explanation one Chinese sentence that shows the arithmetic
 * @param evidence what proves it, empty where nothing needs to
 */
public record Posting(
        Ledger ledger,
        long residentId,
        long communityId,
        long amount,
        PointsSource source,
        String rule,
        String explanation,
        String evidence) {}
