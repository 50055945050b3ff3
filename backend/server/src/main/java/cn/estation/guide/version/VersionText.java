package cn.estation.guide.version;

import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.TimeLimit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The part of what a version says that stands in its own row. */
record VersionText(
        long id,
        String title,
        ServiceKind kind,
        Audience audience,
        String summary,
        String eligibility,
        String limits,
        String handlingBody,
        Handling.Nature bodyNature,
        Handling.Level useLevel,
        Handling.Processing processing,
        int statutoryDays,
        TimeLimit.Unit statutoryUnit,
        String statutoryNote,
        int promisedDays,
        TimeLimit.Unit promisedUnit,
        String promisedNote,
        int visits,
        String visitReason,
        String place,
        String hours,
        String phone,
        String complaintPhone,
        boolean charged,
        String feeBasis,
        boolean payOnline,
        String rights,
        String duties,
        boolean assisted,
        @Nullable LocalDate reviewBy,
        String owner,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {

    Handling handling() {
        return new Handling(
                handlingBody,
                bodyNature,
                useLevel,
                processing,
                new TimeLimit(statutoryDays, statutoryUnit, statutoryNote),
                new TimeLimit(promisedDays, promisedUnit, promisedNote));
    }
}
