package cn.estation.chat.mending;

import cn.estation.chat.answer.GuideText;
import cn.estation.chat.miss.Askers;
import cn.estation.chat.talk.Wording;
import cn.estation.guide.GuideHit;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What answers a question now, as words for whoever asked it before. */
@Component
class Answers {

    private static final int QUOTED = 30;

    /** Leaves room for the citation and the machine's label in the 2,048 bytes of a message. */
    private static final int LONGEST = 500;

    private final MendingMapper mendings;
    private final Standing standing;
    private final GuideSearch search;
    private final Guides guides;
    private final Askers askers;

    Answers(MendingMapper mendings, Standing standing, GuideSearch search, Guides guides, Askers askers) {
        this.mendings = mendings;
        this.standing = standing;
        this.search = search;
        this.guides = guides;
        this.askers = askers;
    }

    /** The whole message: what was asked, and the answer with its source. */
    String message(TellingMapper.Ask ask) {
        var asked = askers.lastQuestion(ask.groupId(), ask.person());
        return "您之前问的“%s”，现在有答案了：\n%s\n%s".formatted(beginning(asked.text()), text(ask, asked), Wording.MACHINE);
    }

    private String text(TellingMapper.Ask ask, Askers.Asked asked) {
        var mending = mending(ask);
        if (mending != null && mending.kind() == MendingKind.STANDING) {
            return cut(standing.answer(mending).text(), LONGEST);
        }
        return guide(mending, asked).map(Answers::text).orElse("请再问我一次，我会按最新的办事指南回答您。");
    }

    private static String text(PublishedGuide guide) {
        return cut(GuideText.brief(guide, null), LONGEST) + "\n依据：《%s》第 %d 版".formatted(guide.title(), guide.version());
    }

    /** What it is about, for a notice: nothing that the person wrote. */
    String title(TellingMapper.Ask ask) {
        var mending = mending(ask);
        if (mending != null && mending.kind() == MendingKind.STANDING) {
            return mending.question();
        }
        return guide(mending, askers.lastQuestion(ask.groupId(), ask.person()))
                .map(PublishedGuide::title)
                .orElse("办事指南");
    }

    private @Nullable Mending mending(TellingMapper.Ask ask) {
        return ask.mendingId() == null ? null : mendings.selectById(ask.mendingId());
    }

    /** The guide that was mended for it, otherwise what search is sure of now. */
    private Optional<PublishedGuide> guide(@Nullable Mending mending, Askers.Asked asked) {
        if (mending != null && mending.guideId() != null) {
            return guides.published(mending.guideId());
        }
        var community = asked.communityId() == 0 ? null : asked.communityId();
        return hits(asked.text(), community).stream().findFirst().flatMap(hit -> guides.published(hit.guideId()));
    }

    private List<GuideHit> hits(String text, @Nullable Long community) {
        return search.search(new GuideQuery(text, 1, community));
    }

    private static String beginning(String text) {
        return cut(text.isEmpty() ? "问题" : text, QUOTED);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
