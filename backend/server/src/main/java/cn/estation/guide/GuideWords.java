package cn.estation.guide;

import cn.estation.guide.content.Faq;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.Words;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Residents' own words on their way into a guide: through a draft, which somebody else reviews like any other. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class GuideWords {

    private final Drafts drafts;
    private final Versions versions;

    GuideWords(Drafts drafts, Versions versions) {
        this.drafts = drafts;
        this.versions = versions;
    }

    /**
     * Adds what residents call it to the guide's draft, which is opened if there is none.
     *
     * @return the draft's version
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public long addAliases(Staff staff, long guideId, List<String> names) {
        return write(
                staff,
                guideId,
                content -> with(
                        content,
                        content.faqs(),
                        Stream.concat(content.words().aliases().stream(), names.stream())
                                .distinct()
                                .toList()));
    }

    /**
     * Adds a question and its answer to the guide's draft, in the place of an earlier answer to the same question.
     *
     * @return the draft's version
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public long addFaq(Staff staff, long guideId, String question, String answer) {
        return write(
                staff,
                guideId,
                content -> with(
                        content,
                        Stream.concat(
                                        content.faqs().stream()
                                                .filter(faq -> !faq.question().equals(question)),
                                        Stream.of(new Faq(question, answer)))
                                .toList(),
                        content.words().aliases()));
    }

    /**
     * Takes names that residents use out of the guide's draft again, unless the published version goes by them.
     *
     * @throws NotFound if there is no such guide, or it is not theirs
     * @throws Drafts.ChangedMeanwhile if the draft is being reviewed, or waits for its day
     */
    public void takeBackAliases(Staff staff, long guideId, List<String> names) {
        var published =
                published(guideId).map(content -> content.words().aliases()).orElse(List.of());
        takeBack(
                staff,
                guideId,
                content -> with(
                        content,
                        content.faqs(),
                        content.words().aliases().stream()
                                .filter(name -> !names.contains(name) || published.contains(name))
                                .toList()));
    }

    /** The same for a question, with the answer that the published version gives to it, if it does. */
    public void takeBackFaq(Staff staff, long guideId, String question) {
        var published = published(guideId).stream()
                .flatMap(content -> content.faqs().stream())
                .filter(faq -> faq.question().equals(question))
                .toList();
        takeBack(
                staff,
                guideId,
                content -> with(
                        content,
                        Stream.concat(
                                        content.faqs().stream()
                                                .filter(faq -> !faq.question().equals(question)),
                                        published.stream())
                                .toList(),
                        content.words().aliases()));
    }

    private void takeBack(Staff staff, long guideId, UnaryOperator<GuideContent> change) {
        versions.coming(guideId)
                .filter(draft -> !change.apply(versions.content(draft)).equals(versions.content(draft)))
                .ifPresent(draft -> drafts.save(staff, guideId, draft.edits(), change.apply(versions.content(draft))));
    }

    private Optional<GuideContent> published(long guideId) {
        return versions.published(guideId).map(versions::content);
    }

    private long write(Staff staff, long guideId, UnaryOperator<GuideContent> change) {
        drafts.start(staff, guideId);
        var draft = versions.coming(guideId).orElseThrow(NotFound::new);
        drafts.save(staff, guideId, draft.edits(), change.apply(versions.content(draft)));
        return draft.id();
    }

    private static GuideContent with(GuideContent content, List<Faq> faqs, List<String> aliases) {
        return new GuideContent(
                content.about(),
                content.handling(),
                content.access(),
                content.fee(),
                content.results(),
                content.steps(),
                content.documents(),
                faqs,
                content.standing(),
                new Words(aliases, content.words().plain()),
                content.upkeep(),
                content.circumstances());
    }

    /** True if the published guide goes by all of these names. */
    public boolean hasAliases(long guideId, List<String> names) {
        return published(guideId)
                .filter(content -> new HashSet<>(content.words().aliases()).containsAll(names))
                .isPresent();
    }

    /** True if the published guide answers this question among its own. */
    public boolean hasFaq(long guideId, String question) {
        return published(guideId).stream()
                .flatMap(content -> content.faqs().stream())
                .anyMatch(faq -> faq.question().equals(question));
    }

    /** Who published a version. */
    public String publisher(long versionId) {
        return versions.find(versionId).map(GuideVersion::publisher).orElse("guide-version:" + versionId);
    }
}
