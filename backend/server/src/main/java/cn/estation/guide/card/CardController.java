package cn.estation.guide.card;

import cn.estation.guide.Asker;
import cn.estation.guide.Card;
import cn.estation.guide.CardDocument;
import cn.estation.guide.Cards;
import cn.estation.guide.Circumstance;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Questions and cards for the mini-program. Open to everybody, because nothing personal is asked or kept. */
@RestController
class CardController {

    private final Cards cards;
    private final CardDesk desk;
    private final String baseUrl;

    CardController(Cards cards, CardDesk desk, @Value("${estation.base-url}") String baseUrl) {
        this.cards = cards;
        this.desk = desk;
        this.baseUrl = baseUrl;
    }

    /**
     * The next question, or the card when all are answered. The same answers give the same card however often they are
     * sent, so no key is needed.
     */
    @PostMapping("/api/v1/guides/{id}/card")
    Step card(
            @AuthenticationPrincipal @Nullable Resident resident,
            @PathVariable Id id,
            @Valid @RequestBody Answers body) {
        var answers = body.answers() == null ? Map.<String, String>of() : body.answers();
        var open = cards.next(id.value(), answers);
        return open.isPresent()
                ? new Step(Question.of(open.get()), null)
                : new Step(null, shown(cards.card(id.value(), answers, asker(resident))));
    }

    @GetMapping("/api/v1/cards/{code}")
    Shown find(@AuthenticationPrincipal @Nullable Resident resident, @PathVariable String code) {
        return desk.found(code, asker(resident)).map(this::shown).orElseThrow(NotFound::new);
    }

    private static Asker asker(@Nullable Resident resident) {
        return Asker.resident(resident == null ? null : resident.id());
    }

    private Shown shown(Card card) {
        return new Shown(
                card.code(),
                Id.of(card.guideId()),
                Id.of(card.versionId()),
                card.version(),
                card.title(),
                card.notice(),
                card.chosen(),
                card.documents().stream().map(document -> document.at(baseUrl)).toList(),
                card.fee(),
                card.where(),
                card.when(),
                card.now(),
                card.timeLimit(),
                card.phone(),
                card.bookingPath(),
                card.plainText(),
                baseUrl + card.path());
    }

    /** @param answers option ids by question id; none at the beginning */
    record Answers(
            @Nullable @Size(max = 40, message = "回答太多，请重新选择。") Map<@Size(max = 64) String, @NotNull @Size(max = 64) String> answers) {}

    /** Either a question to answer or the card. */
    record Step(@Nullable Question question, @Nullable Shown card) {}

    record Question(String id, String question, List<Option> options) {
        static Question of(Circumstance circumstance) {
            return new Question(
                    circumstance.id(),
                    circumstance.question(),
                    circumstance.options().stream()
                            .map(option -> new Option(option.id(), option.text()))
                            .toList());
        }
    }

    record Option(String id, String text) {}

    /**
     * @param notice what to know before relying on it; empty if it stands
     * @param now where to go at this very moment, in a sentence; empty if that is not known
     * @param bookingPath page of the mini-program where a time can be booked; absent where nothing can be
     * @param plainText the whole card in sentences, for reading aloud
     * @param url of the public page, for passing on and printing
     */
    record Shown(
            String code,
            Id guideId,
            Id versionId,
            int version,
            String title,
            String notice,
            List<String> chosen,
            List<CardDocument> documents,
            String fee,
            String where,
            String when,
            String now,
            String timeLimit,
            String phone,
            @Nullable String bookingPath,
            String plainText,
            String url) {}
}
