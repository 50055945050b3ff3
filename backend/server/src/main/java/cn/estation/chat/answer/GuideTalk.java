package cn.estation.chat.answer;

import cn.estation.chat.miss.Misses;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.guide.GuideHit;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers from published guides: the one that was chosen, the one that surely fits, or up to three that may. */
@Component
@Order(50)
class GuideTalk implements Step {

    private static final int MOST_CHOICES = 3;
    private static final String ASK = "您要办什么事？直接说就行，比如“居住证怎么办”“孩子上小学要什么材料”。";
    private static final String GONE = "这份指南已经撤下，请换个说法再问一次。";
    private static final String DID_YOU_MEAN = "您是不是想问：";
    private static final Pattern NUMBER = Pattern.compile("第?([1-3一二三])[个条.、]?");
    private static final Pattern REST = Pattern.compile("全文|完整指南|查看完整指南|详细|详情|流程|办理流程|步骤|还有呢");
    private static final Pattern KEY = Pattern.compile("(guide|whole)-([0-9]{1,19})");

    private final GuideSearch search;
    private final Guides guides;
    private final Conversations conversations;
    private final Misses misses;

    GuideTalk(GuideSearch search, Guides guides, Conversations conversations, Misses misses) {
        this.search = search;
        this.guides = guides;
        this.conversations = conversations;
        this.misses = misses;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (question.isMenu("GUIDES")) {
            return Optional.of(Reply.of(Reply.Kind.TALK, ASK));
        }
        if (question.text().isEmpty() || (question.kind() != Kind.TEXT && question.kind() != Kind.VOICE)) {
            return Optional.empty();
        }
        return chosen(question).or(() -> found(question));
    }

    private Optional<Reply> chosen(Question question) {
        var key = KEY.matcher(question.key());
        if (key.matches()) {
            return Optional.of(told(question, id(key.group(2)), key.group(1).equals("whole")));
        }
        if (!question.isConversation()) {
            return Optional.empty();
        }
        var number = NUMBER.matcher(question.text());
        boolean rest = REST.matcher(question.text()).matches();
        if (!rest && !number.matches()) {
            return Optional.empty();
        }
        int wanted = rest ? 0 : "123一二三".indexOf(number.group(1)) % MOST_CHOICES;
        return conversations.offered(question.person()).stream()
                .skip(wanted)
                .findFirst()
                .map(guide -> told(question, guide, rest));
    }

    private static long id(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyondLong) {
            return 0;
        }
    }

    private Optional<Reply> found(Question question) {
        var hits = search.search(question.text(), MOST_CHOICES);
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        if (hits.getFirst().confident()) {
            return Optional.of(told(question, hits.getFirst().guideId(), false));
        }
        misses.record(question, Misses.Reason.UNSURE);
        return Optional.of(offered(question, hits));
    }

    private Reply offered(Question question, List<GuideHit> hits) {
        var choices = hits.stream()
                .map(hit -> new Reply.Choice(hit.guideId(), hit.title()))
                .toList();
        remember(question, choices.stream().map(Reply.Choice::guideId).toList());
        return new Reply(Reply.Kind.CHOICES, DID_YOU_MEAN, null, choices);
    }

    private Reply told(Question question, long guideId, boolean whole) {
        return guides.published(guideId)
                .map(guide -> {
                    remember(question, List.of(guideId));
                    return told(guide, whole);
                })
                .orElseGet(() -> Reply.of(Reply.Kind.TALK, GONE));
    }

    private void remember(Question question, List<Long> shown) {
        if (question.isConversation()) {
            conversations.offered(question.person(), shown);
        }
    }

    private static Reply told(PublishedGuide guide, boolean whole) {
        var source = new Reply.Source(guide.guideId(), guide.versionId(), guide.version(), guide.title());
        return new Reply(Reply.Kind.GUIDE, GuideText.of(guide, whole), source, List.of());
    }
}
