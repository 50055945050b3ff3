package cn.estation.grid;

import cn.estation.grid.OpeningHours.Closure;
import cn.estation.grid.OpeningHours.Span;
import cn.estation.grid.WeeklyHours.Range;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When one place is open: its week, the calendar, and what is exceptional about single days. Knows nothing outside itself;
 * a span belongs to the day on which it begins.
 *
 * @param exceptions only such as apply to this place
 */
record Timetable(WeeklyHours hours, Function<LocalDate, DayKind> calendar, List<Closure> exceptions) {

    /** How far ahead an opening is looked for: the longest holiday and then some. */
    static final int HORIZON = 60;

    /** The spans that begin on this day, in order, none touching another. */
    List<Span> on(LocalDate day) {
        if (exceptions.stream().anyMatch(exception -> exception.closesAllOf(day))) {
            return List.of();
        }
        var open = Stream.concat(
                        hours.on(day.getDayOfWeek(), calendar.apply(day)).stream(),
                        exceptions.stream()
                                .filter(exception -> exception.opens() && exception.holdsOn(day))
                                .map(Closure::part))
                .map(range -> span(day, range));
        return without(joined(open), closedAround(day));
    }

    /** The span that holds this moment, joined with what follows without a gap. */
    Optional<Span> around(LocalDateTime moment) {
        var day = moment.toLocalDate();
        return joined(Stream.of(day.minusDays(1), day, day.plusDays(1)).flatMap(each -> on(each).stream())).stream()
                .filter(span -> span.contains(moment))
                .findFirst();
    }

    /** The moment itself while it is open; otherwise when it opens next. */
    Optional<LocalDateTime> next(LocalDateTime moment) {
        if (around(moment).isPresent()) {
            return Optional.of(moment);
        }
        var today = moment.toLocalDate();
        return today.datesUntil(today.plusDays(HORIZON))
                .flatMap(day -> on(day).stream())
                .map(Span::from)
                .filter(from -> from.isAfter(moment))
                .findFirst();
    }

    /** When it closes, having been open at this moment; empty if it is not open, or does not close within days. */
    Optional<LocalDateTime> closing(LocalDateTime moment) {
        return around(moment).map(Span::to).filter(end -> end.isBefore(moment.plusHours(24)));
    }

    /** The exception that keeps it closed on the day of this moment, or at the moment itself. */
    Optional<Closure> keptClosed(LocalDateTime moment) {
        var day = moment.toLocalDate();
        return exceptions.stream()
                .filter(exception -> !exception.opens() && exception.holdsOn(day))
                .filter(exception ->
                        !exception.inPart() || span(day, exception.part()).contains(moment))
                .findFirst();
    }

    private List<Span> closedAround(LocalDate day) {
        return Stream.of(day, day.plusDays(1))
                .flatMap(each -> exceptions.stream()
                        .filter(exception -> !exception.opens() && exception.inPart() && exception.holdsOn(each))
                        .map(exception -> span(each, exception.part())))
                .toList();
    }

    private static Span span(LocalDate day, Range range) {
        var midnight = day.atStartOfDay();
        return new Span(midnight.plusMinutes(range.from()), midnight.plusMinutes(range.to()));
    }

    private static List<Span> joined(Stream<Span> spans) {
        var result = new ArrayList<Span>();
        spans.sorted(Comparator.comparing(Span::from)).forEach(span -> {
            if (result.isEmpty() || span.from().isAfter(result.getLast().to())) {
                result.add(span);
            } else if (span.to().isAfter(result.getLast().to())) {
                result.add(new Span(result.removeLast().from(), span.to()));
            }
        });
        return result;
    }

    private static List<Span> without(List<Span> open, List<Span> closed) {
        var result = open;
        for (var gap : closed) {
            result = result.stream().flatMap(span -> span.without(gap)).toList();
        }
        return result;
    }
}
