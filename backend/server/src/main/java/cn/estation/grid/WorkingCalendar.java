package cn.estation.grid;

import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which days are worked in China. The State Council announces each year's holidays and worked weekends late in the year
 * before (全国年节及纪念日放假办法); until a year is imported its Mondays to Fridays count as worked.
 */
@Service
public class WorkingCalendar {

    /**
     * A day that differs from what its weekday says.
     *
     * @param kind HOLIDAY or ADJUSTED_WORKING
     * @param name the holiday's, for example 春节
     */
    public record SpecialDay(LocalDate day, DayKind kind, String name) {}

    /**
     * A year whose arrangement is known.
     *
     * @param provisional true until the official notice is out
     * @param edits how often it was imported
     */
    @TableName("grid_calendar_year")
    public record Year(int year, String source, boolean provisional, int edits, String author, Instant importedAt) {}

    private final CalendarMapper calendar;
    private final Clock clock;

    WorkingCalendar(CalendarMapper calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    public boolean workingDay(LocalDate day) {
        return kind(day).worked();
    }

    public DayKind kind(LocalDate day) {
        return kinds(day, day).apply(day);
    }

    /** The kinds of all days from {@code from} to {@code to}, both included, in one read. */
    public Function<LocalDate, DayKind> kinds(LocalDate from, LocalDate to) {
        var special = calendar.days(from, to).stream().collect(Collectors.toMap(SpecialDay::day, SpecialDay::kind));
        return day -> special.getOrDefault(day, ordinary(day));
    }

    /** The special days from {@code from} to {@code to}, both included, in order. */
    public List<SpecialDay> special(LocalDate from, LocalDate to) {
        return calendar.days(from, to);
    }

    /** The special days announced with a year, in order; some may lie just outside it. */
    public List<SpecialDay> specialOf(int year) {
        return calendar.daysOf(year);
    }

    /** The years that were imported. */
    public List<Year> years() {
        return calendar.years();
    }

    public Optional<Year> year(int year) {
        return Optional.ofNullable(calendar.year(year));
    }

    /**
     * Replaces what is known of a year, as a whole.
     *
     * @param edits how often the year had been imported when the importer looked; 0 for never
     * @throws BadInput if a day comes twice, belongs to another year, or is no exception to its weekday
     * @throws PlaceEditing.ChangedMeanwhile if somebody imported it since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void importYear(
            Actor author, int year, int edits, String source, boolean provisional, Collection<SpecialDay> days) {
        check(year, days);
        var row = new Year(year, source, provisional, Math.max(edits, 1), author.actorKey(), clock.instant());
        int changed = edits == 0 ? calendar.insertYear(row) : calendar.replaceYear(row);
        if (changed == 0) {
            throw new PlaceEditing.ChangedMeanwhile();
        }
        calendar.clear(year);
        for (var day : days) {
            if (calendar.has(day.day()) > 0) {
                throw new BadInput(day.day() + " 已经随另一年导入，请从这一年里去掉。");
            }
            calendar.insertDay(year, day);
        }
    }

    /** @throws BadInput if a day comes twice, belongs to another year, or is no exception to its weekday */
    public static void check(int year, Collection<SpecialDay> days) {
        if (year < 2020 || year > 2100) {
            throw new BadInput("年份应在 2020 到 2100 之间。");
        }
        var seen = new HashSet<LocalDate>();
        for (var day : days) {
            if (!seen.add(day.day())) {
                throw new BadInput(day.day() + " 写了两次，请只留一次。");
            }
            // A New Year's holiday may begin on 31 December, or that day be worked instead.
            var near = day.day().isAfter(LocalDate.of(year - 1, 12, 20))
                    && day.day().isBefore(LocalDate.of(year + 1, 1, 12));
            if (!near) {
                throw new BadInput(day.day() + " 不是 " + year + " 年的日子。");
            }
            if (day.kind() == DayKind.ADJUSTED_WORKING && ordinary(day.day()) == DayKind.WORKING) {
                throw new BadInput(day.day() + " 本来就是工作日，不用写成调休上班。");
            }
            if (day.kind() != DayKind.HOLIDAY && day.kind() != DayKind.ADJUSTED_WORKING) {
                throw new BadInput(day.day() + " 只能是放假或调休上班。");
            }
        }
    }

    private static DayKind ordinary(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY
                ? DayKind.WEEKEND
                : DayKind.WORKING;
    }
}
