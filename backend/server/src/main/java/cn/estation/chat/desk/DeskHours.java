package cn.estation.chat.desk;

import cn.estation.grid.WorkingCalendar;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** When somebody sits at the desk: on working days, holidays and worked weekends applied. */
@Component
class DeskHours {

    private record Span(LocalTime from, LocalTime to) {
        static Span of(String text) {
            var parts = text.strip().split("-");
            return new Span(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
        }

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    private static final int HORIZON = 30;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日（E）H:mm", Locale.SIMPLIFIED_CHINESE);

    private final List<Span> spans;
    private final WorkingCalendar calendar;

    DeskHours(DeskSettings settings, WorkingCalendar calendar) {
        this.calendar = calendar;
        this.spans = Arrays.stream(settings.hours().split(",")).map(Span::of).toList();
    }

    boolean openAt(Instant moment) {
        var local = moment.atZone(Time.CHINA);
        return works(local.toLocalDate()) && spans.stream().anyMatch(span -> span.holds(local.toLocalTime()));
    }

    /** When somebody is back, in words; 上班后 if that is not known. */
    String next(Instant moment) {
        var local = moment.atZone(Time.CHINA);
        return local.toLocalDate()
                .datesUntil(local.toLocalDate().plusDays(HORIZON))
                .filter(this::works)
                .flatMap(day -> spans.stream().map(span -> ZonedDateTime.of(day, span.from(), Time.CHINA)))
                .filter(start -> start.isAfter(local))
                .findFirst()
                .map(WHEN::format)
                .orElse("上班");
    }

    private boolean works(LocalDate day) {
        return calendar.workingDay(day);
    }
}
