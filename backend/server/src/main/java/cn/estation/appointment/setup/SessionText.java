package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.calendar.Weekdays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hours in words. */
final class SessionText {

    private static final String NAMES = "一二三四五六日";

    private SessionText() {}

    /**
     * Hours as a line shows them.
     *
     * @param valid from when to when, in words
     */
    record Line(String days, String times, String places, String valid) {}

    static Line line(SessionTemplate one) {
        return new Line(
                days(one.weekdays(), one.calendar()),
                times(one.startsMinute(), one.endsMinute(), one.slotMinutes()),
                places(one.capacity(), one.elderPlaces(), one.walkInPlaces()),
                valid(one.validFrom(), one.validTo()));
    }

    static Line line(TemplateDraft one, LocalDate from) {
        return new Line(
                days(one.weekdays(), one.calendar()),
                times(one.startsMinute(), one.endsMinute(), one.slotMinutes()),
                places(one.capacity(), one.elderPlaces(), one.walkInPlaces()),
                valid(from, one.validTo()));
    }

    private static String days(int weekdays, SessionCalendar calendar) {
        var days = weekdays == 127
                ? "每天"
                : weekdays == Weekdays.WORKING_WEEK
                        ? "周一至周五"
                        : Weekdays.days(weekdays).stream()
                                .map(SessionText::name)
                                .collect(Collectors.joining("、"));
        return calendar == SessionCalendar.WORKING_DAYS ? days + "，逢法定节假日不办、调休上班照办" : days + "，节假日照常";
    }

    static String name(DayOfWeek day) {
        return "周" + NAMES.charAt(day.getValue() - 1);
    }

    private static String times(int from, int to, int length) {
        return "%s 到 %s，每 %d 分钟一批".formatted(time(from), time(to), length);
    }

    static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static String places(int capacity, int elders, int walkIns) {
        return "每批 %d 个号%s%s"
                .formatted(
                        capacity,
                        elders == 0 ? "" : "，其中 " + elders + " 个留给长者（前 24 小时放出）",
                        walkIns == 0 ? "" : "，" + walkIns + " 个留给现场");
    }

    private static String valid(LocalDate from, @Nullable LocalDate to) {
        return to == null ? "自 " + from + " 起" : from + " 至 " + to;
    }
}
