package cn.estation.guide;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guide as residents may see it. Whoever relies on it keeps guide and version.
 *
 * @param documents what to bring, a line each, for example {@code 身份证（原件 1 份）}; those that only a circumstance asks
 *     for are not among them
 * @param where address of the counter
 * @param onlineUrl empty if it cannot be done online
 * @param timeLimit promised, otherwise statutory; empty if none is stated
 * @param cellId the district, subdistrict or community for which it holds
 * @param topics names for people, for example {@code 养老服务}
 * @param visits how often one has to come in person
 * @param channels the ways it is done, a line each
 * @param results what one gets, a line each
 * @param plain the short texts (明白卡), by reader: {@code ELDERLY}, {@code YOUNG}, {@code NEWBORN}
 * @param tags names for people, for example {@code 马上办}
 * @param assisted whether somebody helps or does it on one's behalf (帮代办)
 * @param circumstances the questions whose answers change what to bring
 * @param stale whether it is perhaps out of date: past its review, or often reported as wrong
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
        LocalDate effectiveFrom,
        long cellId,
        List<String> topics,
        String complaintPhone,
        int visits,
        List<String> channels,
        List<String> results,
        List<Question> faqs,
        Map<String, String> plain,
        List<String> tags,
        boolean assisted,
        List<Circumstance> circumstances,
        boolean stale) {

    /** What residents often ask about it. */
    public record Question(String question, String answer) {}
}
