package cn.estation.chat.mending;

import cn.estation.guide.GuideWords;
import cn.estation.identity.Staff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where words go that make search find what people mean: into guides, or among the synonyms. */
@Component
class Wordbook {

    private final GuideWords guides;

    Wordbook(GuideWords guides) {
        this.guides = guides;
    }

    /** Writes what belongs into a guide into its draft; the draft's version, or null where nothing does. */
    @Nullable Long write(Staff staff, Proposal proposal) {
        var guide = proposal.guideId();
        if (guide == null) {
            return null;
        }
        return proposal.kind() == MendingKind.FAQ
                ? guides.addFaq(staff, guide, proposal.question(), proposal.answer())
                : guides.addAliases(staff, guide, proposal.list());
    }

    /** True if the published guide says what was proposed. */
    boolean holds(long guideId, Mending mending) {
        return mending.kind() == MendingKind.FAQ
                ? guides.hasFaq(guideId, mending.question())
                : guides.hasAliases(guideId, mending.wordList());
    }

    /** Who published a version. */
    String publisher(long versionId) {
        return guides.publisher(versionId);
    }

    void addSynonyms(Staff staff, List<String> group) {
        throw new UnsupportedOperationException("synonyms of " + staff.id() + ": " + group.size());
    }
}
