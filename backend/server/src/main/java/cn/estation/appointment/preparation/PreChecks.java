package cn.estation.appointment.preparation;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.guide.Card;
import cn.estation.guide.CardDocument;
import cn.estation.guide.Cards;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 身份证带了吗: what the guide and the counter ask for, gone through before the day. */
@Service
public class PreChecks {

    private static final int LONGEST_ITEM = 200;

    /** What somebody says of one thing. */
    public enum Answer {
        READY,
        MISSING,
        NOT_NEEDED
    }

    /** One thing to have ready; {@code answer} is absent until something was said. */
    public record Check(int position, String item, @Nullable Answer answer) {}

    private final PreCheckMapper said;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Guides guides;
    private final Cards cards;
    private final Clock clock;

    PreChecks(PreCheckMapper said, Bookings bookings, Bookables bookables, Guides guides, Cards cards, Clock clock) {
        this.said = said;
        this.bookings = bookings;
        this.bookables = bookables;
        this.guides = guides;
        this.cards = cards;
        this.clock = clock;
    }

    /** What to have ready for a booking, with what was said of it. */
    public List<Check> of(Booking booking) {
        var answers = new HashMap<String, Answer>();
        said.of(booking.id()).forEach(one -> answers.put(one.item(), one.answer()));
        var items = items(booking);
        var checks = new ArrayList<Check>();
        for (int i = 0; i < items.size(); i++) {
            checks.add(new Check(i + 1, items.get(i), answers.get(items.get(i))));
        }
        return checks;
    }

    /** How many things somebody said they do not have yet. */
    int missing(Booking booking) {
        return (int) of(booking).stream()
                .filter(check -> check.answer() == Answer.MISSING)
                .count();
    }

    /**
     * Keeps what somebody says. Things not named stay as they were.
     *
     * @throws NotFound if it is not the resident's
     * @throws NothingToPrepare if there is no appointment any more
     * @throws BadInput if there is no thing with such a number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Check> answer(Resident resident, long bookingId, Map<Integer, Answer> answers) {
        var booking = bookings.own(resident, bookingId);
        if (!booking.is(BookingStatus.BOOKED) && !booking.is(BookingStatus.HELD)) {
            throw new NothingToPrepare();
        }
        var items = items(booking);
        answers.forEach((position, answer) -> {
            if (position < 1 || position > items.size()) {
                throw new BadInput("没有第 %d 条要核对的，请刷新后再试。".formatted(position));
            }
            said.say(bookingId, position, items.get(position - 1), answer, clock.instant());
        });
        return of(booking);
    }

    private List<String> items(Booking booking) {
        var items = new ArrayList<String>(documents(booking));
        items.addAll(
                bookables.find(booking.bookableId()).map(Bookable::preChecks).orElse(List.of()));
        return items.stream().map(PreChecks::cut).distinct().limit(100).toList();
    }

    /** What their card says; without a card, what the guide asks of everybody now. */
    private List<String> documents(Booking booking) {
        var code = booking.cardCode();
        var guideId = booking.guideId();
        var card = code == null ? Optional.<Card>empty() : cards.find(code);
        if (card.isPresent()) {
            return card.get().documents().stream().map(CardDocument::line).toList();
        }
        return guideId == null
                ? List.of()
                : guides.published(guideId).map(PublishedGuide::documents).orElse(List.of());
    }

    private static String cut(String item) {
        return item.substring(0, Math.min(item.length(), LONGEST_ITEM));
    }

    static final class NothingToPrepare extends Refusal {
        NothingToPrepare() {
            super(HttpStatus.CONFLICT, "nothing-to-prepare", "这个预约已结束或已取消，不用再核对。");
        }
    }
}
