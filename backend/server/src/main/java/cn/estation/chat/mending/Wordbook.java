package cn.estation.chat.mending;

import cn.estation.guide.BeforePublishing;
import cn.estation.guide.GuideWords;
import cn.estation.guide.Synonyms;
import cn.estation.identity.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where words go that make search find what people mean: into guides, or among the synonyms. */
@Component
class Wordbook {

    private final GuideWords guides;
    private final Synonyms synonyms;

    Wordbook(GuideWords guides, Synonyms synonyms) {
        this.guides = guides;
        this.synonyms = synonyms;
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

    /** True if these are the words of a guide that hold what was proposed. */
    boolean isAmong(BeforePublishing.Words words, Mending mending) {
        return mending.kind() == MendingKind.FAQ
                ? words.questions().contains(mending.question())
                : words.aliases().stream().anyMatch(mending.wordList()::contains);
    }

    /** Takes out of a guide's draft what was written into it and is not published. */
    void takeBack(Staff staff, Mending mending) {
        var guide = mending.guideId();
        if (guide == null) {
            return;
        }
        if (mending.kind() == MendingKind.FAQ) {
            guides.takeBackFaq(staff, guide, mending.question());
        } else {
            guides.takeBackAliases(staff, guide, mending.wordList());
        }
    }

    /** Who published a version. */
    String publisher(long versionId) {
        return guides.publisher(versionId);
    }

    /** They hold at once: somebody else has looked at what they change. */
    void addSynonyms(Staff approver, Mending mending) {
        synonyms.add(approver, mending.author(), mending.wordList());
    }
}
