package cn.estation.chat.answer;

import cn.estation.chat.talk.Conversation;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.guide.Cards;
import cn.estation.guide.Circumstance;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks about the person's circumstances, one question at a time, and ends with their own card. What was answered so far
 * is remembered for ten minutes, and stands in every choice: a tap works for somebody who is not known, too.
 */
@Component
@Order(45)
class CircumstanceTalk implements Step {

    private static final String CHANGED = "这份指南刚刚更新过，要从头问您一次。";
    private static final String DROPPED = "好的，不问了。想接着办，再说一遍要办的事就行。";
    private static final String DIGITS = "123456789一二三四五六七八九";
    private static final Pattern NUMBER = Pattern.compile("(?:第|选|选择)?([1-9一二三四五六七八九])[个条项.、]?");
    private static final Pattern KEY = Pattern.compile("pick-([0-9]{1,18})-([0-9]{1,18})-([0-9](?:\\.[0-9]){0,15})");
    private static final Pattern DROP = Pattern.compile("(取消|算了|不用了|不问了|不办了)[!。 ]*");
    private static final int MOST_OPTIONS = 9;

    private final Cards cards;
    private final Guides guides;
    private final WayThere wayThere;
    private final Conversations conversations;
    private final String baseUrl;

    CircumstanceTalk(
            Cards cards,
            Guides guides,
            WayThere wayThere,
            Conversations conversations,
            @Value("${estation.base-url}") String baseUrl) {
        this.cards = cards;
        this.guides = guides;
        this.wayThere = wayThere;
        this.conversations = conversations;
        this.baseUrl = baseUrl;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        var key = KEY.matcher(question.key());
        if (key.matches()) {
            return Optional.of(
                    follow(question, Long.parseLong(key.group(1)), Long.parseLong(key.group(2)), path(key.group(3))));
        }
        return question.hasWords() && question.before().awaits(Conversation.Awaiting.CIRCUMSTANCE)
                ? said(question)
                : Optional.empty();
    }

    /** The first question of a guide behind its text, if it asks any. */
    Reply open(Question question, PublishedGuide guide, String text, Reply.Source source) {
        return next(guide.guideId(), Map.of())
                .map(ask -> asked(question, guide, List.of(), ask, Reply.Kind.GUIDE, text, source))
                .orElseGet(() -> Reply.of(Reply.Kind.GUIDE, text, source));
    }

    private Optional<Reply> said(Question question) {
        if (DROP.matcher(question.text()).matches()) {
            conversations.awaitNothing(question);
            return Optional.of(Reply.of(Reply.Kind.TALK, DROPPED));
        }
        var guideId = question.before().guideId();
        var versionId = question.before().versionId();
        if (guideId == null || versionId == null) {
            return Optional.empty();
        }
        var guide = guides.published(guideId);
        if (guide.isEmpty() || guide.get().versionId() != versionId) {
            return guide.map(newer -> restart(question, newer));
        }
        return next(guideId, answers(guideId, question.before().path()))
                .flatMap(ask -> chosen(ask, question.text()))
                .map(option -> follow(
                        question, guideId, versionId, longer(question.before().path(), option)));
    }

    /** By number, or by the words of an option: the whole of them, or a part that only one of them has. */
    private static Optional<Integer> chosen(Circumstance ask, String text) {
        var number = NUMBER.matcher(text);
        int most = ask.options().size();
        if (number.matches()) {
            int wanted = DIGITS.indexOf(number.group(1)) % MOST_OPTIONS;
            return wanted < most ? Optional.of(wanted) : Optional.empty();
        }
        var fitting = IntStream.range(0, most)
                .filter(n -> fits(ask.options().get(n).text(), text))
                .boxed()
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : exact(ask, text);
    }

    private static Optional<Integer> exact(Circumstance ask, String text) {
        return IntStream.range(0, ask.options().size())
                .filter(n -> ask.options().get(n).text().equals(text))
                .boxed()
                .findFirst();
    }

    private static boolean fits(String option, String text) {
        return option.equals(text) || text.length() >= 2 && (option.contains(text) || text.contains(option));
    }

    private Reply follow(Question question, long guideId, long versionId, List<Integer> path) {
        var guide = guides.published(guideId).orElse(null);
        if (guide == null) {
            return Reply.of(Reply.Kind.TALK, GuideTalk.GONE);
        }
        if (guide.versionId() != versionId) {
            return restart(question, guide);
        }
        var answers = answers(guideId, path);
        if (answers.size() != path.size()) {
            return restart(question, guide);
        }
        return next(guideId, answers)
                .map(ask -> asked(question, guide, path, ask, Reply.Kind.CIRCUMSTANCE, "", source(guide)))
                .orElseGet(() -> card(question, guideId, answers));
    }

    private Reply restart(Question question, PublishedGuide guide) {
        return open(question, guide, CHANGED, source(guide));
    }

    private Reply asked(
            Question question,
            PublishedGuide guide,
            List<Integer> path,
            Circumstance ask,
            Reply.Kind kind,
            String text,
            Reply.Source source) {
        conversations.asked(question, guide.guideId(), guide.versionId(), path);
        var choices = IntStream.range(0, Math.min(MOST_OPTIONS, ask.options().size()))
                .mapToObj(n -> new Reply.Choice(
                        "pick-%d-%d-%s".formatted(guide.guideId(), guide.versionId(), joined(longer(path, n))),
                        ask.options().get(n).text(),
                        null))
                .toList();
        return text.isEmpty()
                ? Reply.asking(kind, ask.question(), source, "", choices)
                : Reply.asking(kind, text, source, "想知道您具体要带什么，请告诉我：" + ask.question(), choices);
    }

    private Reply card(Question question, long guideId, Map<String, String> answers) {
        conversations.offered(question, List.of(guideId));
        var card = cards.card(guideId, answers, wayThere.asker(question));
        return Reply.of(
                Reply.Kind.CARD,
                CardText.of(card) + "\n打印或发给家人：" + baseUrl + card.path(),
                new Reply.Source(card.guideId(), card.versionId(), card.version(), card.title()));
    }

    /** What the numbers stand for; shorter than the path if one of them stands for nothing. */
    private Map<String, String> answers(long guideId, List<Integer> path) {
        var answers = new LinkedHashMap<String, String>();
        for (int number : path) {
            var ask = next(guideId, answers).orElse(null);
            if (ask == null || number >= ask.options().size()) {
                return answers;
            }
            answers.put(ask.id(), ask.options().get(number).id());
        }
        return answers;
    }

    private Optional<Circumstance> next(long guideId, Map<String, String> answers) {
        return cards.next(guideId, answers);
    }

    private static Reply.Source source(PublishedGuide guide) {
        return new Reply.Source(guide.guideId(), guide.versionId(), guide.version(), guide.title());
    }

    private static List<Integer> longer(List<Integer> path, int next) {
        var longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }

    private static String joined(List<Integer> path) {
        return path.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static List<Integer> path(String joined) {
        return Stream.of(joined.split("\\.")).map(Integer::valueOf).toList();
    }
}
