package cn.estation.appointment.plan;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Instead;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.CalendarChanged;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.calendar.Templates;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff change the hours of something, after seeing whom that touches. */
@Service
public class Hours {

    /** Nobody books further ahead than this. */
    private static final int MOST_AHEAD = 400;

    /**
     * What a change would do.
     *
     * @param slots how many slots there would be from that day to the horizon
     * @param offers the places each of those it touches could have instead, by booking; what is held first if the booking
     *     is cancelled
     * @param spared how many bookings from that day on stay as they are
     * @param seen stands for whom it touches; to be given back with the change
     */
    public record Preview(int slots, List<Affected> affected, Map<Long, List<Slot>> offers, int spared, String seen) {}

    private final Bookables bookables;
    private final Templates templates;
    private final Generation generation;
    private final Bookings bookings;
    private final Instead instead;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hours(
            Bookables bookables,
            Templates templates,
            Generation generation,
            Bookings bookings,
            Instead instead,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookables = bookables;
        this.templates = templates;
        this.generation = generation;
        this.bookings = bookings;
        this.instead = instead;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whom a change would touch. Nothing is changed.
     *
     * @throws NotFound if the thing is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     * @throws BadInput if the day is over
     */
    public Preview preview(Staff staff, long bookableId, LocalDate from, List<TemplateDraft> drafts) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        refuseThePast(from);
        return preview(bookable, from, templates.asIf(bookableId, from, drafts), true);
    }

    private Preview preview(Bookable bookable, LocalDate from, List<SessionTemplate> wanted, boolean withOffers) {
        var affected = generation.affected(bookable, wanted, from).stream()
                .filter(one -> StalePreview.counts(one.booking()))
                .toList();
        long ahead = bookings.openBetween(bookable.id(), from, from.plusDays(MOST_AHEAD)).stream()
                .filter(StalePreview::counts)
                .count();
        long touched =
                affected.stream().map(one -> one.booking().id()).distinct().count();
        return new Preview(
                generation.planned(bookable, wanted, from),
                affected,
                withOffers ? offers(bookable, from, wanted, affected) : Map.of(),
                (int) (ahead - touched),
                StalePreview.seen(affected));
    }

    private Map<Long, List<Slot>> offers(
            Bookable bookable, LocalDate from, List<SessionTemplate> wanted, List<Affected> affected) {
        return affected.isEmpty() || !bookable.active()
                ? Map.of()
                : instead.foresee(
                        affected.stream()
                                .map(Affected::booking)
                                .distinct()
                                .sorted(Comparator.comparing(Booking::startsAt).thenComparing(Booking::id))
                                .toList(),
                        generation.standing(bookable, wanted, from));
    }

    /**
     * Replaces the hours from a day on, brings the slots to them and flags the bookings that do not fit: exactly those the
     * preview named. Nobody takes or gives back one of the places in question meanwhile.
     *
     * @param seen of the preview
     * @throws NotFound if the thing is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     * @throws BadInput if the day is over
     * @throws StalePreview if it would touch others than the preview named
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Staff staff, long bookableId, LocalDate from, List<TemplateDraft> drafts, String seen) {
        bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        refuseThePast(from);
        var bookable = bookables.lock(bookableId);
        var wanted = templates.asIf(bookableId, from, drafts);
        generation.hold(bookable, wanted, from);
        if (!preview(bookable, from, wanted, false).seen().equals(seen)) {
            throw new StalePreview();
        }
        set(staff, bookable, from, drafts);
        generation.bringAll(bookable);
    }

    /** The same on behalf of whoever is named. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(Actor by, Bookable bookable, LocalDate from, List<TemplateDraft> drafts) {
        bookables.lock(bookable.id());
        templates.replace(bookable.id(), from, drafts);
        audit.record(
                by,
                bookable.cellId(),
                "appointment.hours",
                "bookable:" + bookable.id(),
                "“%s”自 %s 起的办理时段改为 %d 组。".formatted(bookable.title(), from, drafts.size()));
        events.publishEvent(new CalendarChanged(bookable.id()));
    }

    private void refuseThePast(LocalDate from) {
        if (from.isBefore(LocalDate.ofInstant(clock.instant(), Time.CHINA))) {
            throw new BadInput("生效日期不能早于今天。");
        }
    }
}
