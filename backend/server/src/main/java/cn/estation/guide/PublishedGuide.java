package cn.estation.guide;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guide as residents may see it. Whoever relies on it keeps guide and version.
 *
 * @param documents what to bring, a line each, for example {@code 身份证（原件 1 份）}
 * @param where address of the counter
 * @param onlineUrl empty if it cannot be done online
 * @param timeLimit promised, otherwise statutory; empty if none is stated
 */
public record PublishedGuide(
        long guideId,
        long versionId,
        int version,
        String title,
        String summary,
        List<String> documents,
        List<String> steps,
        String where,
        String phone,
        String fee,
        String timeLimit,
        String hours,
        String onlineUrl,
        String eligibility,
        String handlingBody,
        @Nullable String legalBasis,
        LocalDate effectiveFrom) {}
