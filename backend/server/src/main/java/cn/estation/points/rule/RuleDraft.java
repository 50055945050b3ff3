package cn.estation.points.rule;

import cn.estation.points.Grade;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody proposes as the rules of a part of the tree. All within its bounds; {@link RuleForm} makes it of what was
 * typed.
 */
record RuleDraft(
        long cellId,
        String title,
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
        Map<String, RuleBook.Rate> rates,
        Map<Grade, Integer> grades,
        List<Cap> caps) {}
