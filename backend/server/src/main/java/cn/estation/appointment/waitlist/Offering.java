package cn.estation.appointment.waitlist;

import cn.estation.appointment.AppointmentOffered;
import cn.estation.appointment.AppointmentWaitEnded;
import cn.estation.appointment.booking.AppointmentSettings;
import cn.estation.appointment.booking.BookingMoved;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Eligibility;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.SeatFreed;
import cn.estation.appointment.booking.Seats;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.calendar.Terms;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Turns;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Offers places that came free to those who wait, the first first. An offer is a hold: nobody else gets it meanwhile. */
@Service
public class Offering {

    private static final Logger log = LoggerFactory.getLogger(Offering.class);
    private static final Actor TIMER = () -> "system:appointment-waitlist";
    private static final int BATCH = 100;

    private final WaitingMapper waiting;
    private final Waitlist waitlist;
    private final Slots slots;
    private final Bookables bookables;
    private final Seats seats;
    private final Persons persons;
    private final Eligibility eligibility;
    private final AppointmentSettings settings;
    private final Vault vault;
    private final Turns turns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Offering(
            WaitingMapper waiting,
            Waitlist waitlist,
            Slots slots,
            Bookables bookables,
            Seats seats,
            Persons persons,
            Eligibility eligibility,
            AppointmentSettings settings,
            Vault vault,
            Turns turns,
            ApplicationEventPublisher events,
            Clock clock) {
        this.waiting = waiting;
        this.waitlist = waitlist;
        this.slots = slots;
        this.bookables = bookables;
        this.seats = seats;
        this.persons = persons;
        this.eligibility = eligibility;
        this.settings = settings;
        this.vault = vault;
        this.turns = turns;
        this.events = events;
        this.clock = clock;
    }

    /** Offers whatever is free to whoever waits, and ends waits that are in vain. Running twice changes nothing more. */
    public void offerWhatIsFree() {
        slots.awaited(BATCH).forEach(this::offer);
        slots.awaitedInVain(BATCH).forEach(this::endAll);
    }

    /** Goes through those who wait for a slot, until no place is left. */
    void offer(long slotId) {
        for (var row : waiting.ofSlot(slotId)) {
            try {
                turns.take(TIMER, () -> offer(row));
            } catch (NoneLeft full) {
                // Those behind may be elders, for whom places are kept.
                continue;
            } catch (Refusal against) {
                passOver(row, against);
            } catch (RuntimeException failure) {
                log.error("waiting {} is not offered a place", row.id(), failure);
            }
        }
    }

    private boolean offer(Waiting seen) {
        persons.hold(seen.personKey());
        var row = waiting.selectById(seen.id());
        var slot = slots.find(seen.slotId()).orElseThrow();
        if (row == null || row.status() != WaitingStatus.WAITING || !mayHaveRoom(slot, row)) {
            return false;
        }
        var bookable = bookables.find(row.bookableId()).orElseThrow();
        var party = party(row);
        eligibility.requirePlace(party, bookable, slot);
        give(row, slot, bookable, party);
        return true;
    }

    private static boolean mayHaveRoom(Slot slot, Waiting row) {
        return slot.isOpen() && slot.taken() < slot.capacity() - slot.walkIn() || row.elder();
    }

    private void give(Waiting row, Slot slot, Bookable bookable, Party party) {
        var until = until(slot);
        var errand = eligibility.errand(bookable, row.guideId(), row.cardCode());
        var start = Bookings.Start.held(SubStatus.OFFERED, until, row.id());
        var booking = seats.give(slot, bookable, party, errand, start, Terms.WAITLIST, TIMER);
        if (booking == null || !waitlist.move(row, WaitingStatus.OFFERED, TIMER, "", booking.id())) {
            throw new NoneLeft();
        }
        var residentId = row.residentId();
        if (residentId != null) {
            events.publishEvent(new AppointmentOffered(
                    booking.id(),
                    residentId,
                    booking.cellId(),
                    Taking.title(booking, bookable),
                    bookable.place(),
                    booking.startsAt(),
                    until));
        }
    }

    private Instant until(Slot slot) {
        var wish = clock.instant().plus(settings.offerFor());
        return wish.isBefore(slot.closesAt()) ? wish : slot.closesAt();
    }

    /** In a transaction of its own: the refusal has undone the one it came from. */
    private void passOver(Waiting row, Refusal against) {
        end(row, WaitingStatus.PASSED_OVER, cut(against.sentence()));
    }

    private void end(Waiting row, WaitingStatus to, String note) {
        turns.take(TIMER, () -> {
            if (waitlist.move(row, to, TIMER, note, null)) {
                slots.stopWaiting(row.slotId());
                tell(row, note);
            }
            return row.id();
        });
    }

    /** Nobody gets a place in this slot any more. */
    private void endAll(long slotId) {
        for (var row : waiting.ofSlot(slotId)) {
            end(row, WaitingStatus.LAPSED, "没有等到空出的号。");
        }
    }

    /** What becomes of an offer becomes of the wait. Inside the transaction that decides it. */
    @EventListener
    void on(BookingMoved moved) {
        if (moved.booking().offeredForId() == null || !(moved.ended() || moved.booked())) {
            return;
        }
        var row = waiting.ofOffer(moved.booking().id());
        if (row == null) {
            return;
        }
        var to = moved.step().to() == BookingStatus.BOOKED
                ? WaitingStatus.TAKEN
                : moved.step().sub() == SubStatus.BY_RESIDENT && moved.step().outcome() == Outcome.LAPSED
                        ? WaitingStatus.LEFT
                        : WaitingStatus.LAPSED;
        var note = to == WaitingStatus.LAPSED ? over(moved.step().sub()) : "";
        if (waitlist.move(row, to, TIMER, note, null) && to == WaitingStatus.LAPSED) {
            tell(row, note);
        }
    }

    private static String over(SubStatus sub) {
        return sub == SubStatus.BY_OFFICE ? "单位停办，保留的号取消了。" : "没有在时限内确认。";
    }

    /** Whoever has an account is told that the wait was in vain; an entry ends once, so they are told once. */
    private void tell(Waiting row, String reason) {
        var residentId = row.residentId();
        if (residentId != null) {
            events.publishEvent(new AppointmentWaitEnded(
                    row.id(),
                    residentId,
                    row.cellId(),
                    bookables.find(row.bookableId()).map(Bookable::title).orElse(""),
                    slots.find(row.slotId()).orElseThrow().startsAt(),
                    reason));
        }
    }

    private Party party(Waiting row) {
        return new Party(
                row.residentId(),
                row.personKey(),
                row.caredForId(),
                open(row.name(), Waitlist.NAME, row.id()),
                open(row.phone(), Waitlist.PHONE, row.id()),
                row.householdIndex(),
                row.consent(),
                row.elder());
    }

    private @Nullable String open(@Nullable Sealed value, String column, long id) {
        return value == null ? null : vault.open(value, column, id);
    }

    private static String cut(String sentence) {
        return sentence.substring(0, Math.min(sentence.length(), 200));
    }

    @Async
    @TransactionalEventListener
    void on(SeatFreed event) {
        offer(event.slotId());
    }

    /** Undoes the attempt: there was no place after all. */
    private static final class NoneLeft extends RuntimeException {
        NoneLeft() {
            super("no place left", null, false, false);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> offerPlaces(Offering offering) {
            return Tasks.recurring("appointment-offer-places", FixedDelay.of(Duration.ofSeconds(20)))
                    .execute((instance, context) -> offering.offerWhatIsFree());
        }
    }
}
