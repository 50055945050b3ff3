package cn.estation.guide.content;

import cn.estation.guide.Circumstance;
import cn.estation.kernel.Sha256;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything a guide says. Text that is absent is empty. */
public record GuideContent(
        About about,
        Handling handling,
        Access access,
        Fee fee,
        List<Result> results,
        List<Step> steps,
        List<Document> documents,
        List<Faq> faqs,
        Standing standing,
        Words words,
        Upkeep upkeep,
        List<Circumstance> circumstances) {

    public GuideContent {
        results = List.copyOf(results);
        steps = List.copyOf(steps);
        documents = List.copyOf(documents);
        faqs = List.copyOf(faqs);
        circumstances = List.copyOf(circumstances);
    }

    public String title() {
        return about.title();
    }

    /** What search reads besides title and aliases. */
    public String searchable() {
        return Stream.of(
                        Stream.of(about.summary(), about.eligibility(), handling.handlingBody()),
                        documents.stream().map(Document::name),
                        faqs.stream().flatMap(faq -> Stream.of(faq.question(), faq.answer())),
                        circumstances.stream().flatMap(GuideContent::words))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> words(Circumstance circumstance) {
        return Stream.concat(
                Stream.of(circumstance.question()),
                circumstance.options().stream().map(Circumstance.Option::text));
    }

    /** The same with other documents. */
    public GuideContent withDocuments(List<Document> other) {
        return new GuideContent(
                about, handling, access, fee, results, steps, other, faqs, standing, words, upkeep, circumstances);
    }

    /** What the document of this id is called; the id itself if there is no such document. */
    public String documentName(String id) {
        return documents.stream()
                .filter(document -> document.id().equals(id))
                .map(Document::name)
                .findFirst()
                .orElse(id);
    }

    /** A fingerprint of every word, taken at publication: what was reviewed is what is shown. */
    public String digest() {
        return Sha256.hex(GuideJson.text(this));
    }
}
