package cn.estation.appointment.plan;

import cn.estation.appointment.AppointmentFlagged;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.flag.FlagReason;
import cn.estation.appointment.flag.Flags;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Staff change the rules of something, after seeing what that means for those who have booked. Bookings keep what they were
 * made under; only a change of the place concerns them, and then each is flagged and told.
 */
@Service
public class RuleChanges {

    /** Nobody books further ahead than this. */
    private static final int MOST_AHEAD = 400;

    private static final int LONGEST = 150;

    /**
     * What a change would do.
     *
     * @param ahead who has booked and not come yet
     * @param moved true if they would have to go somewhere else
     * @param seen stands for whom it touches; to be given back with the change
     */
    public record Preview(List<Booking> ahead, boolean moved, String seen) {}

    private final Bookables bookables;
    private final Bookings bookings;
    private final Slots slots;
    private final Flags flags;
    private final Authority authority;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    RuleChanges(
            Bookables bookables,
            Bookings bookings,
            Slots slots,
            Flags flags,
            Authority authority,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.bookables = bookables;
        this.bookings = bookings;
        this.slots = slots;
        this.flags = flags;
        this.authority = authority;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whom a change would concern. Nothing is changed.
     *
     * @throws NotFound if the thing is not of the staff member's offices, or the new office is not
     */
    public Preview preview(Staff staff, long bookableId, BookableDraft draft) {
        var before = bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        authority.require(staff, Permission.MANAGE_CALENDARS, draft.cellId());
        return preview(before, draft);
    }

    private Preview preview(Bookable before, BookableDraft draft) {
        var ahead = ahead(before.id());
        boolean moved = !before.place().equals(draft.place())
                || !Objects.equals(before.pointId(), draft.pointId())
                || !Objects.equals(before.counterId(), draft.counterId());
        var touched = ahead.stream()
                .filter(any -> moved)
                .map(booking -> new Affected(booking, FlagReason.PLACE_CHANGED))
                .toList();
        return new Preview(ahead, moved, StalePreview.seen(touched));
    }

    private List<Booking> ahead(long bookableId) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        return bookings.openBetween(bookableId, today, today.plusDays(MOST_AHEAD)).stream()
                .filter(StalePreview::counts)
                .filter(booking -> booking.endsAt().isAfter(clock.instant()))
                .toList();
    }

    /**
     * Changes the rules; if the place is another one, everybody the preview named is flagged and told.
     *
     * @param seen of the preview
     * @throws NotFound if the thing is not of the staff member's offices, or the new office is not
     * @throws StalePreview if it would concern others than the preview named
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Bookable change(Staff staff, long bookableId, BookableDraft draft, String seen) {
        bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        var before = bookables.lock(bookableId);
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        slots.lockAll(slots.between(bookableId, today, today.plusDays(MOST_AHEAD)).stream()
                .map(Slot::id)
                .toList());
        var now = preview(before, draft);
        if (!now.seen().equals(seen)) {
            throw new StalePreview();
        }
        var after = bookables.change(staff, bookableId, draft);
        if (now.moved()) {
            now.ahead().forEach(booking -> flag(booking, after));
        }
        return after;
    }

    private void flag(Booking booking, Bookable after) {
        var where = after.place().isEmpty() ? after.title() : after.place();
        var sentence = "改到" + where.substring(0, Math.min(LONGEST, where.length()));
        flags.raise(booking.id(), booking.cellId(), FlagReason.PLACE_CHANGED, sentence);
        if (booking.is(BookingStatus.BOOKED)) {
            events.publishEvent(new AppointmentFlagged(
                    ids.next(),
                    booking.id(),
                    booking.residentId(),
                    booking.cellId(),
                    Taking.title(booking, after),
                    booking.startsAt(),
                    FlagReason.PLACE_CHANGED.title() + "，" + sentence));
        }
    }
}
