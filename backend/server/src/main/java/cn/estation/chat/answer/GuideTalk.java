package cn.estation.chat.answer;

import cn.estation.chat.scene.Places;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.guide.GuideHit;
import cn.estation.guide.GuideQuery;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers from published guides: the one that was chosen, the one that surely fits, or up to three that may. */
@Component
@Order(50)
class GuideTalk implements Step {

    static final String GONE = "这份指南已经撤下，请换个说法再问一次。";

    private static final int MOST_CHOICES = 3;
    private static final String ASK = "您要办什么事？直接说就行，比如“居住证怎么办”“孩子上小学要什么材料”。";
    private static final String DID_YOU_MEAN = "您是不是想问：";
    private static final Pattern NUMBER = Pattern.compile("第?([1-3一二三])[个条.、]?");
    private static final Pattern REST = Pattern.compile("全文|完整指南|查看完整指南|详细|详情|流程|办理流程|步骤|还有呢");
    private static final Pattern WHERE =
            Pattern.compile("(那|那么|请问)?(在|到|去)?(哪儿?|哪里|什么地方)(办理?|去)?(呢|啊)?[?？]?|地址(呢|在哪)?[?？]?|怎么去[?？]?");
    private static final Pattern KEY = Pattern.compile("(guide|whole)-([0-9]{1,18})");

    private final GuideSearch search;
    private final Guides guides;
    private final CircumstanceTalk circumstances;
    private final WayThere wayThere;
    private final Places places;
    private final Conversations conversations;

    GuideTalk(
            GuideSearch search,
            Guides guides,
            CircumstanceTalk circumstances,
            WayThere wayThere,
            Places places,
            Conversations conversations) {
        this.search = search;
        this.guides = guides;
        this.circumstances = circumstances;
        this.wayThere = wayThere;
        this.places = places;
        this.conversations = conversations;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (question.isMenu("GUIDES")) {
            return Optional.of(Reply.of(Reply.Kind.TALK, ASK));
        }
        return question.hasWords() ? chosen(question).or(() -> found(question)) : Optional.empty();
    }

    private Optional<Reply> chosen(Question question) {
        var key = KEY.matcher(question.key());
        if (key.matches()) {
            return Optional.of(
                    told(question, Long.parseLong(key.group(2)), key.group(1).equals("whole")));
        }
        var number = NUMBER.matcher(question.text());
        boolean rest = REST.matcher(question.text()).matches();
        if (WHERE.matcher(question.text()).matches()) {
            return where(question);
        }
        if (!rest && !number.matches()) {
            return Optional.empty();
        }
        int wanted = rest ? 0 : "123一二三".indexOf(number.group(1)) % MOST_CHOICES;
        return question.before().offered().stream().skip(wanted).findFirst().map(guide -> told(question, guide, rest));
    }

    /** 在哪办 alone is about what was spoken of just before. */
    private Optional<Reply> where(Question question) {
        var guideId = question.before().guideId();
        return guideId == null
                ? Optional.empty()
                : guides.published(guideId)
                        .map(guide -> Reply.of(Reply.Kind.PLACE, place(question, guide), source(guide)));
    }

    private String place(Question question, PublishedGuide guide) {
        return wayThere(question, guide).orElseGet(() -> GuideText.place(guide));
    }

    private Optional<String> wayThere(Question question, PublishedGuide guide) {
        return wayThere.to(guide.guideId(), question);
    }

    private Optional<Reply> found(Question question) {
        long community = places.communityOf(question);
        var hits = search.search(new GuideQuery(question.text(), MOST_CHOICES, community == 0 ? null : community));
        if (hits.isEmpty() || !hits.getFirst().likely()) {
            return Optional.empty();
        }
        if (hits.getFirst().confident()) {
            return Optional.of(told(question, hits.getFirst().guideId(), false));
        }
        return Optional.of(offered(question, hits));
    }

    private Reply offered(Question question, List<GuideHit> hits) {
        var choices = hits.stream()
                .map(hit -> Reply.Choice.guide(hit.guideId(), hit.title()))
                .toList();
        conversations.offered(question, hits.stream().map(GuideHit::guideId).toList());
        return Reply.asking(Reply.Kind.CHOICES, DID_YOU_MEAN, null, "", choices);
    }

    private Reply told(Question question, long guideId, boolean whole) {
        return guides.published(guideId)
                .map(guide -> told(question, guide, whole))
                .orElseGet(() -> Reply.of(Reply.Kind.TALK, GONE));
    }

    private Reply told(Question question, PublishedGuide guide, boolean whole) {
        conversations.offered(question, List.of(guide.guideId()));
        if (whole) {
            return Reply.of(Reply.Kind.GUIDE, GuideText.whole(guide), source(guide));
        }
        var text = GuideText.brief(guide, wayThere(question, guide).orElse(null));
        return circumstances.open(question, guide, text, source(guide));
    }

    private static Reply.Source source(PublishedGuide guide) {
        return new Reply.Source(guide.guideId(), guide.versionId(), guide.version(), guide.title());
    }
}
