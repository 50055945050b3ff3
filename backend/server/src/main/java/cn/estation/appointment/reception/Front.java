package cn.estation.appointment.reception;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.Flags;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.preparation.PreChecks;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.guide.Asker;
import cn.estation.guide.Card;
import cn.estation.guide.Cards;
import cn.estation.guide.Circumstance;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The person at a desk: what it is about, what they were to bring, and what they said of it. */
@Component
class Front {

    /** Enough to see some days ahead. */
    private static final int LOOKED_AT = 200;

    private static final int A_DAY = 3;
    private static final int FOLLOW_UPS = 12;

    /**
     * @param who masked
     * @param phone masked; empty for none
     * @param when what was booked; empty for who did not
     * @param papers what to bring; {@code said} of each is READY, MISSING, NOT_NEEDED or empty
     * @param flags what changed since it was booked
     * @param cardPath of the public page of their card; absent without one
     * @param question to ask before it is known which card is theirs; absent if there is none to ask
     * @param again slots for a second appointment, by id
     * @param revealPath where a reason opens the whole name; absent for who may not see it
     */
    record Shown(
            Entry entry,
            String who,
            String phone,
            String when,
            List<Paper> papers,
            List<String> flags,
            @Nullable String cardPath,
            @Nullable Question question,
            Map<String, String> again,
            @Nullable String revealPath) {

        public boolean called() {
            return entry.is(EntryStatus.CALLED);
        }
    }

    record Paper(String item, String said) {}

    /** A question of the guide; each option carries the answers so far and its own. */
    record Question(String text, List<Option> options) {}

    record Option(String text, List<String> answers) {}

    /** The card of somebody who brought none: made of the guide they came for, once its questions are answered. */
    private record Fitting(@Nullable Card card, @Nullable Question question) {
        static final Fitting NONE = new Fitting(null, null);
    }

    private final People people;
    private final Bookings bookings;
    private final PreChecks preChecks;
    private final Flags flags;
    private final Guides guides;
    private final Cards cards;
    private final Halls halls;
    private final Slots slots;
    private final Clock clock;

    Front(
            People people,
            Bookings bookings,
            PreChecks preChecks,
            Flags flags,
            Guides guides,
            Cards cards,
            Halls halls,
            Slots slots,
            Clock clock) {
        this.people = people;
        this.bookings = bookings;
        this.preChecks = preChecks;
        this.flags = flags;
        this.guides = guides;
        this.cards = cards;
        this.halls = halls;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * @param answers to the guide's questions so far, each {@code question:option}
     * @throws BadInput if an answer names what the guide does not have
     */
    Shown of(Staff staff, Entry entry, List<String> answers) {
        var bookingId = entry.bookingId();
        var booking = bookingId == null ? Optional.<Booking>empty() : bookings.find(bookingId);
        var brought = booking.map(Booking::cardCode).flatMap(cards::find);
        var fitting = brought.isPresent() ? Fitting.NONE : fitting(entry, answers);
        var card = brought.orElse(fitting.card());
        return new Shown(
                entry,
                people.names(List.of(entry)).getOrDefault(entry.id(), ""),
                people.phone(entry, booking),
                booking.map(one -> When.at(one.startsAt())).orElse(""),
                booking.map(this::papers).orElseGet(() -> papers(entry, fitting.card())),
                booking.map(one -> flags.pending(List.of(one.id())).stream()
                                .map(flag -> flag.reason().title())
                                .toList())
                        .orElse(List.of()),
                card == null ? null : card.path(),
                fitting.question(),
                again(entry),
                staff.may(Permission.REVEAL_PERSONAL) ? reveal(entry, booking) : null);
    }

    /** Of who came for themselves the account knows more than the number. */
    private static String reveal(Entry entry, Optional<Booking> booking) {
        boolean oneself = entry.residentId() != null
                && booking.map(one -> one.name() == null).orElse(true);
        return oneself
                ? "/console/residents/" + entry.residentId() + "/reveal"
                : QueuePages.QUEUE + "/entries/" + entry.id() + "/reveal";
    }

    private List<Paper> papers(Booking booking) {
        return preChecks.of(booking).stream()
                .map(check -> new Paper(
                        check.item(),
                        check.answer() == null ? "" : check.answer().name()))
                .toList();
    }

    private Fitting fitting(Entry entry, List<String> answers) {
        var guideId = entry.guideId();
        if (guideId == null || guides.published(guideId).isEmpty()) {
            return Fitting.NONE;
        }
        var told = new LinkedHashMap<String, String>();
        for (var answer : answers) {
            int colon = answer.indexOf(':');
            if (colon < 1) {
                throw new BadInput("请在页面上选择回答。");
            }
            told.put(answer.substring(0, colon), answer.substring(colon + 1));
        }
        return cards.next(guideId, told)
                .map(open -> new Fitting(null, question(open, answers)))
                .orElseGet(() ->
                        new Fitting(cards.card(guideId, told, new Asker(null, entry.cellId(), null, null)), null));
    }

    private static Question question(Circumstance open, List<String> answers) {
        return new Question(
                open.question(),
                open.options().stream()
                        .map(option -> new Option(
                                option.text(),
                                Stream.concat(answers.stream(), Stream.of(open.id() + ":" + option.id()))
                                        .toList()))
                        .toList());
    }

    private List<Paper> papers(Entry entry, @Nullable Card card) {
        if (card != null) {
            return card.documents().stream()
                    .map(document -> new Paper(document.line(), ""))
                    .toList();
        }
        var guideId = entry.guideId();
        return guideId == null
                ? List.of()
                : guides.published(guideId).map(PublishedGuide::documents).orElse(List.of()).stream()
                        .map(document -> new Paper(document, ""))
                        .toList();
    }

    private Map<String, String> again(Entry entry) {
        var free = new LinkedHashMap<String, String>();
        var perDay = new HashMap<LocalDate, Integer>();
        if (entry.personKey() == null) {
            return free;
        }
        halls.bookables(entry.lineId()).stream()
                .filter(bookable -> bookable.active())
                .flatMap(bookable -> slots.nextFree(bookable.id(), clock.instant(), entry.elder(), LOOKED_AT).stream())
                .sorted(Comparator.comparing(Slot::startsAt))
                .filter(slot -> perDay.merge(slot.day(), 1, Integer::sum) <= A_DAY)
                .limit(FOLLOW_UPS)
                .forEach(slot -> free.put(Long.toString(slot.id()), When.at(slot.startsAt())));
        return free;
    }
}
