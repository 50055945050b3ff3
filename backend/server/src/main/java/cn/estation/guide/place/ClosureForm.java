package cn.estation.guide.place;

import cn.estation.grid.WeeklyHours.Range;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.BindingResult;

/**
 * What staff type to close or open a place for a while.
 *
 * @param kind CLOSE or OPEN
 * @param counterId empty for the whole point
 * @param fromTime empty, as {@code toTime}, for whole days
 */
record ClosureForm(
        @NotNull @Nullable Kind kind,
        @Nullable String counterId,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate fromDay,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate toDay,

        @DateTimeFormat(pattern = "HH:mm") @Nullable LocalTime fromTime,
        @DateTimeFormat(pattern = "HH:mm") @Nullable LocalTime toTime,
        @NotBlank @Size(max = 100) @Nullable String reason) {

    enum Kind {
        CLOSE("临时关闭"),
        OPEN("临时开放");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    static ClosureForm empty(LocalDate today) {
        return new ClosureForm(Kind.CLOSE, "", today, today, null, null, "");
    }

    public boolean opens() {
        return kind == Kind.OPEN;
    }

    /** The last day: the first one, if only that was given. */
    public @Nullable LocalDate lastDay() {
        return toDay == null ? fromDay : toDay;
    }

    /** The part of each day; absent for whole days. Ends the next day if the end is not after the beginning. */
    public @Nullable Range part() {
        if (fromTime == null || toTime == null) {
            return null;
        }
        int from = fromTime.toSecondOfDay() / 60;
        int to = toTime.toSecondOfDay() / 60;
        return new Range(from, to <= from ? to + 24 * 60 : to);
    }

    /** False, with the errors at their fields, if it cannot be done. */
    boolean makesSense(LocalDate today, BindingResult errors) {
        var last = lastDay();
        if (fromDay != null && last != null) {
            if (last.isBefore(fromDay)) {
                errors.rejectValue("toDay", "wrong", "结束日期要在开始日期之后。");
            } else if (last.isBefore(today)) {
                errors.rejectValue("fromDay", "wrong", "日期已经过去，请选今天或以后的日期。");
            } else if (fromDay.plusDays(366).isBefore(last)) {
                errors.rejectValue("toDay", "wrong", "一次最多登记一年，长期不开请停用服务点或窗口。");
            }
        }
        if ((fromTime == null) != (toTime == null)) {
            errors.rejectValue("toTime", "wrong", "开始和结束时间要一起填；全天就都不填。");
        } else if (opens() && fromTime == null) {
            errors.rejectValue("fromTime", "wrong", "临时开放要写几点到几点。");
        } else if (fromTime != null && fromTime.equals(toTime)) {
            errors.rejectValue("toTime", "wrong", "结束时间要晚于开始时间。");
        }
        return !errors.hasErrors();
    }
}
