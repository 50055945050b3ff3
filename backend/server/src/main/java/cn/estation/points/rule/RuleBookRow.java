package cn.estation.points.rule;

import cn.estation.points.lot.LotTerms;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules without its rates, grades and caps.
 *
 * @param cellId whose rules they are, for that part of the tree and what is below; 0 for those that come with the system
 * @param nightFrom minute of the day at which the night begins, {@code nightTo} at which it ends
 */
@TableName("points_rule_book")
record RuleBookRow(
        long id,
        long cellId,
        int version,
        String title,
        RuleStatus status,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        Rounding rounding,
        int nightFrom,
        int nightTo,
        int nightPercent,
        int emergencyPercent,
        int expiryYears,
        int warningDays,
        int returnDays,
        int publicityDays,
        int objectionDays,
        long adjustCap,
        String note,
        String proposedBy,
        Instant proposedAt,
        @Nullable Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        String decision) {

    /** The same, decided. */
    RuleBookRow decided(RuleStatus how, String by, Instant at) {
        return new RuleBookRow(
                id,
                cellId,
                version,
                title,
                how,
                effectiveFrom,
                effectiveTo,
                rounding,
                nightFrom,
                nightTo,
                nightPercent,
                emergencyPercent,
                expiryYears,
                warningDays,
                returnDays,
                publicityDays,
                objectionDays,
                adjustCap,
                note,
                proposedBy,
                proposedAt,
                at,
                by,
                at,
                decision);
    }

    LotTerms lotTerms() {
        return new LotTerms(expiryYears, warningDays, returnDays);
    }
}
