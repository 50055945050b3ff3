package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.CalendarChanged;
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
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff change the hours of something, after seeing whom that touches. */
@Service
public class Hours {

    /**
     * What a change would do.
     *
     * @param slots how many slots there would be from that day to the horizon
     */
    public record Preview(int slots, List<Affected> affected) {}

    private final Bookables bookables;
    private final Templates templates;
    private final Generation generation;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hours(
            Bookables bookables,
            Templates templates,
            Generation generation,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.bookables = bookables;
        this.templates = templates;
        this.generation = generation;
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
        var wanted = templates.asIf(bookableId, from, drafts);
        return new Preview(generation.planned(bookable, wanted, from), generation.affected(bookable, wanted, from));
    }

    /**
     * Replaces the hours from a day on; slots follow within moments, and bookings that do not fit are flagged.
     *
     * @throws NotFound if the thing is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member keeps no calendars
     * @throws BadInput if the day is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Staff staff, long bookableId, LocalDate from, List<TemplateDraft> drafts) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        refuseThePast(from);
        set(staff, bookable, from, drafts);
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
