package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.Weekdays;
import cn.estation.kernel.Time;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Works out which slots a day has. Nothing but arithmetic: the same day and templates always give the same slots. */
@Component
class SlotPlan {

    private final BusinessDays days;

    SlotPlan(BusinessDays days) {
        this.days = days;
    }

    /** The slots of a day, by their beginning; of two templates that begin one at the same moment, the first holds. */
    List<Planned> of(Bookable bookable, Collection<SessionTemplate> templates, LocalDate day) {
        var slots = new TreeMap<java.time.Instant, Planned>();
        for (var template : templates) {
            if (template.coversDate(day) && holds(template, day)) {
                slots(template, day).stream()
                        .filter(slot -> days.isOpen(bookable, slot.startsAt(), slot.endsAt(), day))
                        .forEach(slot -> slots.putIfAbsent(slot.startsAt(), slot));
            }
        }
        return List.copyOf(slots.values());
    }

    private boolean holds(SessionTemplate template, LocalDate day) {
        boolean itsWeekday = Weekdays.contains(template.weekdays(), day.getDayOfWeek());
        if (template.calendar() == SessionCalendar.EVERY_DAY) {
            return itsWeekday;
        }
        if (!days.worked(day)) {
            return false;
        }
        // A weekend day that is worked stands for a day of the working week.
        return itsWeekday || (days.worked(day) && isWeekend(day) && isWorkingWeek(template));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5;
    }

    private static boolean isWorkingWeek(SessionTemplate template) {
        return (template.weekdays() & Weekdays.WORKING_WEEK) == Weekdays.WORKING_WEEK;
    }

    private static List<Planned> slots(SessionTemplate template, LocalDate day) {
        var midnight = day.atStartOfDay(Time.CHINA).toInstant();
        int length = template.slotMinutes();
        return java.util.stream.IntStream.iterate(
                        template.startsMinute(), start -> start + length <= template.endsMinute(), start -> start
                                + length)
                .mapToObj(start -> new Planned(
                        template.id(),
                        day,
                        midnight.plus(Duration.ofMinutes(start)),
                        midnight.plus(Duration.ofMinutes((long) start + length)),
                        template.capacity(),
                        template.elderPlaces(),
                        template.walkInPlaces()))
                .toList();
    }
}
