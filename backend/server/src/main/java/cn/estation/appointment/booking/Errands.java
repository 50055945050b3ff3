package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.guide.Card;
import cn.estation.guide.Cards;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Pins what somebody comes for: the guide as it is published now, and their card. */
@Component
class Errands {

    private static final Pattern CARD = Pattern.compile("[0-9A-Za-z]{8,40}");

    private final Guides guides;
    private final Cards cards;
    private final Bookables bookables;

    Errands(Guides guides, Cards cards, Bookables bookables) {
        this.guides = guides;
        this.cards = cards;
        this.bookables = bookables;
    }

    /**
     * @param asked the guide, absent if the card tells it
     * @throws CardUnknown if there is no such card, or it is another guide's
     * @throws NoSuchErrand if the guide is not published
     * @throws NotDoneThere if it is not among what is done there
     * @throws ErrandNeeded if something must be chosen and was not
     */
    Errand of(Bookable bookable, @Nullable Long asked, @Nullable String cardCode) {
        var guideId = cardCode == null ? asked : guideOf(cardCode, asked);
        var done = bookables.guides(bookable.id());
        if (guideId == null) {
            if (!done.isEmpty()) {
                throw new ErrandNeeded(bookable.title());
            }
            return new Errand(null, null, null, cardCode);
        }
        if (!done.isEmpty() && !done.contains(guideId)) {
            throw new NotDoneThere(bookable.title());
        }
        var guide = guides.published(guideId).orElseThrow(NoSuchErrand::new);
        return of(guide, cardCode);
    }

    private Long guideOf(String cardCode, @Nullable Long asked) {
        if (!CARD.matcher(cardCode).matches()) {
            throw new BadInput("材料卡编码不正确。");
        }
        return cards.find(cardCode)
                .map(Card::guideId)
                .filter(guide -> asked == null || asked.equals(guide))
                .orElseThrow(CardUnknown::new);
    }

    private static Errand of(PublishedGuide guide, @Nullable String cardCode) {
        return new Errand(guide.guideId(), guide.versionId(), guide.title(), cardCode);
    }

    static final class CardUnknown extends Refusal {
        CardUnknown() {
            super(HttpStatus.CONFLICT, "card-unknown", "没有这张材料卡，或不是这件事的，请回到办事指南重新生成。");
        }
    }

    static final class NoSuchErrand extends Refusal {
        NoSuchErrand() {
            super(HttpStatus.CONFLICT, "guide-not-published", "这件事的办事指南现在没有发布，请重新查找要办的事。");
        }
    }

    static final class NotDoneThere extends Refusal {
        NotDoneThere(String title) {
            super(HttpStatus.CONFLICT, "not-done-there", "“%s”不办这件事，请从办事指南进入预约。".formatted(title));
        }
    }

    static final class ErrandNeeded extends Refusal {
        ErrandNeeded(String title) {
            super(HttpStatus.CONFLICT, "guide-needed", "请先选择要在“%s”办的事。".formatted(title));
        }
    }
}
