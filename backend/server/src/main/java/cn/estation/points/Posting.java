package cn.estation.points;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One movement as its cause asks for it.
 *
 * @param amount 1 to {@link PointsLedger#CAP}, whichever way it goes
 * @param rule the rule it follows, for example {@code 1 分/小时}
 * @param explanation one Chinese sentence that shows the arithmetic
 * @param evidence what proves it, a grade or a code; empty where nothing needs to
 * @param ruleId the version of the rules it follows, absent where none does
 * @param countsOn the day it is counted for (it decides the year of an appraisal score), absent for today
 */
public record Posting(
        Ledger ledger,
        long residentId,
        long communityId,
        long amount,
        PointsSource source,
        String rule,
        String explanation,
        String evidence,
        @Nullable Long ruleId,
        @Nullable LocalDate countsOn) {

    /** A movement of today that no version of the rules stands behind. */
    public Posting(
            Ledger ledger,
            long residentId,
            long communityId,
            long amount,
            PointsSource source,
            String rule,
            String explanation,
            String evidence) {
        this(ledger, residentId, communityId, amount, source, rule, explanation, evidence, null, null);
    }
}
