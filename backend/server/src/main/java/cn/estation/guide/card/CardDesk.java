package cn.estation.guide.card;

import cn.estation.guide.Asker;
import cn.estation.guide.Card;
import cn.estation.guide.CardDocument;
import cn.estation.guide.Cards;
import cn.estation.guide.Circumstance;
import cn.estation.guide.OpenQuestion;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Reviewed;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Sha256;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fits guides to people and keeps the outcome under a code. */
@Service
class CardDesk implements Cards {

    private static final TypeReference<LinkedHashMap<String, String>> ANSWERS = new TypeReference<>() {};
    private static final int MOST_ANSWERS = 40;

    private final Versions versions;
    private final Reviewed reviewed;
    private final CardMapper cards;
    private final Places places;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    CardDesk(
            Versions versions,
            Reviewed reviewed,
            CardMapper cards,
            Places places,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.versions = versions;
        this.reviewed = reviewed;
        this.cards = cards;
        this.places = places;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<Circumstance> next(long guideId, Map<String, String> answers) {
        return Optional.ofNullable(walk(content(published(guideId)), answers).open());
    }

    @Override
    public Card card(long guideId, Map<String, String> answers, Asker asker) {
        var version = published(guideId);
        var content = content(version);
        var walk = walk(content, answers);
        if (walk.open() != null) {
            throw new OpenQuestion(walk.open());
        }
        return show(keep(version, walk.answered()), version, content, walk, asker);
    }

    @Override
    public Optional<Card> find(String code) {
        return found(code, Asker.unknown());
    }

    Optional<Card> found(String code, Asker asker) {
        return Optional.ofNullable(cards.byCode(Codes.normalize(code)))
                .flatMap(kept -> versions.find(kept.versionId()).map(version -> {
                    var content = content(version);
                    var walk = Walk.through(content.circumstances(), json.readValue(kept.answers(), ANSWERS));
                    return show(kept.code(), version, content, walk, asker);
                }));
    }

    private GuideVersion published(long guideId) {
        return versions.published(guideId).orElseThrow(NotFound::new);
    }

    private GuideContent content(GuideVersion version) {
        return reviewed.content(version).orElseThrow(NotFound::new);
    }

    private static Walk walk(GuideContent content, Map<String, String> answers) {
        if (answers.size() > MOST_ANSWERS) {
            throw new cn.estation.kernel.BadInput("回答太多，请重新选择。");
        }
        return Walk.through(content.circumstances(), answers);
    }

    /** The code under which these answers are kept. Whoever answers the same gets the same. */
    private String keep(GuideVersion version, Map<String, String> answered) {
        var text = json.writeValueAsString(answered);
        var digest = Sha256.hex(text);
        var earlier = cards.same(version.id(), digest);
        if (earlier != null) {
            return earlier.code();
        }
        var fresh = new CardMapper.Kept(ids.next(), Codes.next(), version.itemId(), version.id(), text);
        cards.keep(fresh, digest, clock.instant());
        return Objects.requireNonNull(cards.same(version.id(), digest)).code();
    }

    private Card show(String code, GuideVersion version, GuideContent content, Walk walk, Asker asker) {
        var fitted = Fitted.of(content, walk.chosen());
        var notice = notice(version);
        var there = places.of(version, fitted, asker);
        var documents = fitted.documents().stream()
                .map(document -> document(document, version.status() == GuideStatus.PUBLISHED))
                .toList();
        var timeLimit = content.handling().timeLimit();
        var phone = there.phone().isEmpty() ? content.access().phone() : there.phone();
        return new Card(
                code,
                version.itemId(),
                version.id(),
                version.number(),
                content.title(),
                documents,
                fitted.fee(),
                there.where(),
                there.when(),
                chosen(content, walk),
                there.bookingPath() == null ? null : there.bookingPath() + "&card=" + code,
                Reading.of(
                        content.title(),
                        documents,
                        fitted.fee(),
                        there.where(),
                        there.when(),
                        there.now(),
                        timeLimit,
                        phone,
                        notice),
                "/cards/" + code,
                timeLimit,
                phone,
                there.now(),
                notice);
    }

    /** @param live false if the version no longer holds: its forms are no longer given out */
    private static CardDocument document(Document document, boolean live) {
        var source = document.source() == Document.Source.APPLICANT
                        && document.sourceNote().isEmpty()
                ? ""
                : document.sourceNote().isEmpty() ? document.source().title() : document.sourceNote();
        return new CardDocument(
                document.name(),
                document.form().title(),
                document.copies(),
                document.medium().title(),
                document.necessity().title(),
                source,
                document.note(),
                live ? document.blankForm() : "",
                live ? document.sampleForm() : "");
    }

    private static List<String> chosen(GuideContent content, Walk walk) {
        return walk.answered().entrySet().stream()
                .flatMap(answer -> content.circumstances().stream()
                        .filter(circumstance -> circumstance.id().equals(answer.getKey()))
                        .flatMap(circumstance -> circumstance.option(answer.getValue()).stream()
                                .map(option -> circumstance.question() + " " + option.text())))
                .toList();
    }

    private String notice(GuideVersion version) {
        if (version.status() == GuideStatus.PUBLISHED) {
            return "";
        }
        var now = versions.published(version.itemId()).orElse(null);
        return notice(version, now);
    }

    private static String notice(GuideVersion version, @Nullable GuideVersion now) {
        return now == null
                ? "这份指南已经暂停使用，请先打电话问清楚再来。"
                : "这张卡是按第%d版做的，现在已有第%d版，请重新做一张。".formatted(version.number(), now.number());
    }
}
