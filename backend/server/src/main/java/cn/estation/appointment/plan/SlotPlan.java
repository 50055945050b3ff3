package cn.estation.appointment.plan;

import cn.estation.appointment.calendar.ClosedWhy;
import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.Weekdays;
import cn.estation.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works out which slots a day has. Nothing but arithmetic: the same day and templates always give the same slots. */
final class SlotPlan {

    private SlotPlan() {}

    /** The slots of a day, by their beginning; of two templates that begin one at the same moment, the first holds. */
    static SequencedMap<Instant, Planned> of(
            Collection<SessionTemplate> templates, LocalDate day, BusinessDays.Frame days) {
        var slots = new TreeMap<Instant, Planned>();
        for (var template : templates) {
            if (template.coversDate(day) && meant(template, day, days)) {
                slots(template, day, days).forEach(slot -> slots.merge(slot.startsAt(), slot, SlotPlan::first));
            }
        }
        return slots;
    }

    /** A template's slot that is open goes before one that is not. */
    private static Planned first(Planned one, Planned other) {
        return one.why() == null || other.why() != null ? one : other;
    }

    private static boolean meant(SessionTemplate template, LocalDate day, BusinessDays.Frame days) {
        if (Weekdays.contains(template.weekdays(), day.getDayOfWeek())) {
            return true;
        }
        // A weekend day that is worked stands for a day of the working week.
        return template.calendar() == SessionCalendar.WORKING_DAYS
                && days.isWorked(day)
                && day.getDayOfWeek().getValue() > 5
                && (template.weekdays() & Weekdays.WORKING_WEEK) == Weekdays.WORKING_WEEK;
    }

    private static List<Planned> slots(SessionTemplate template, LocalDate day, BusinessDays.Frame days) {
        var midnight = day.atStartOfDay(Time.CHINA);
        int length = template.slotMinutes();
        return IntStream.iterate(
                        template.startsMinute(),
                        start -> start + length <= template.endsMinute(),
                        start -> start + length)
                .mapToObj(start -> {
                    var from = midnight.plusMinutes(start).toInstant();
                    var to = from.plus(Duration.ofMinutes(length));
                    return new Planned(
                            template.id(),
                            day,
                            from,
                            to,
                            template.capacity(),
                            template.elderPlaces(),
                            template.walkInPlaces(),
                            why(template, day, from, to, days));
                })
                .toList();
    }

    private static @Nullable ClosedWhy why(
            SessionTemplate template, LocalDate day, Instant from, Instant to, BusinessDays.Frame days) {
        if (template.calendar() == SessionCalendar.WORKING_DAYS && !days.isWorked(day)) {
            return ClosedWhy.HOLIDAY;
        }
        return days.isOpen(day, from, to) ? null : ClosedWhy.CLOSURE;
    }
}
