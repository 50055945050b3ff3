package cn.estation.guide;

import cn.estation.kernel.Sha256;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything a guide says. Text that is absent is empty.
 *
 * @param legalBasis empty where nobody is sure of it
 * @param aliases what residents call it
 */
record GuideContent(
        String title,
        GuideTopic topic,
        Audience audience,
        String summary,
        String eligibility,
        String handlingBody,
        String place,
        String hours,
        String phone,
        String onlineUrl,
        String fee,
        String statutoryLimit,
        String promisedLimit,
        String legalBasis,
        LocalDate effectiveFrom,
        List<GuideDocument> documents,
        List<String> steps,
        List<String> aliases) {

    GuideContent {
        documents = List.copyOf(documents);
        steps = List.copyOf(steps);
        aliases = List.copyOf(aliases);
    }

    static GuideContent of(
            GuideVersion version, List<GuideDocument> documents, List<String> steps, List<String> aliases) {
        return new GuideContent(
                version.title(),
                version.topic(),
                version.audience(),
                version.summary(),
                version.eligibility(),
                version.handlingBody(),
                version.place(),
                version.hours(),
                version.phone(),
                version.onlineUrl(),
                version.fee(),
                version.statutoryLimit(),
                version.promisedLimit(),
                version.legalBasis() instanceof String basis ? basis : "",
                version.effectiveFrom(),
                documents,
                steps,
                aliases);
    }

    /** What is said about time: the promise, otherwise the law. */
    String timeLimit() {
        return promisedLimit.isEmpty() ? statutoryLimit : promisedLimit;
    }

    /** What search reads besides title and aliases. */
    String searchable() {
        return Stream.concat(
                        Stream.of(summary, eligibility, handlingBody),
                        documents.stream().map(GuideDocument::name))
                .collect(Collectors.joining(" "));
    }

    /** A fingerprint of every word, taken at publication: what was reviewed is what is shown. */
    String digest() {
        var parts = Stream.of(
                        Stream.of(title, topic.name(), audience.name(), summary, eligibility, handlingBody, place),
                        Stream.of(hours, phone, onlineUrl, fee, statutoryLimit, promisedLimit, legalBasis),
                        Stream.of(effectiveFrom.toString(), "documents"),
                        documents.stream().map(GuideContent::canonical),
                        Stream.of("steps"),
                        steps.stream(),
                        Stream.of("aliases"),
                        aliases.stream())
                .flatMap(part -> part)
                // The length in front keeps two fields from passing for one.
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining());
        return Sha256.hex(parts);
    }

    private static String canonical(GuideDocument document) {
        return String.join(
                "|",
                document.name(),
                document.form().name(),
                Integer.toString(document.copies()),
                document.necessity().name(),
                document.note());
    }
}
