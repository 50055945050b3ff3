package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.grid.Counter;
import cn.estation.grid.ServicePoint;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What staff type of something that can be booked.
 *
 * @param where id of a counter or a service point; empty for somewhere else, which {@code place} tells
 * @param guides ids of what is done there; none for anything
 * @param opensAt at which time of the day the places of a new day are given out
 */
record BookableForm(
        @NotBlank(message = "请选择由哪个单位提供。") @Nullable String cellId,
        @NotNull(message = "请选择种类。") @Nullable BookableKind kind,

        @NotBlank(message = "请写名称。") @Size(max = 60, message = "名称不超过 60 个字。") @Nullable String title,

        @Size(max = 1000, message = "说明不超过 1000 个字。") @Nullable String description,

        @Nullable String where,

        @Size(max = 200, message = "地点不超过 200 个字。") @Nullable String place,

        @Size(max = 40, message = "电话不超过 40 个字。") @Nullable String phone,

        @NotNull(message = "请写最晚提前多少分钟。") @Min(value = 0, message = "0 到 43200 分钟。") @Max(value = 43_200, message = "0 到 43200 分钟。") @Nullable Integer leadMinutes,

        @NotNull(message = "请写提前几天放号。") @Min(value = 0, message = "0 到 180 天。") @Max(value = 180, message = "0 到 180 天。") @Nullable Integer horizonDays,

        @NotNull(message = "请写几点放号。") @DateTimeFormat(pattern = "HH:mm") @Nullable LocalTime opensAt,

        @NotNull(message = "请写提前多少分钟以内算临时取消。") @Min(value = 0, message = "0 到 43200 分钟。") @Max(value = 43_200, message = "0 到 43200 分钟。") @Nullable Integer cutoffMinutes,

        @Min(value = 1, message = "1 到 100，不限就不填。") @Max(value = 100, message = "1 到 100，不限就不填。") @Nullable Integer perDay,

        @Min(value = 1, message = "1 到 100，不限就不填。") @Max(value = 100, message = "1 到 100，不限就不填。") @Nullable Integer perWeek,

        @Min(value = 1, message = "1 到 100，不限就不填。") @Max(value = 100, message = "1 到 100，不限就不填。") @Nullable Integer perOpen,

        @Nullable Boolean onePerHousehold,
        @Nullable Boolean approval,

        @Size(max = 1000, message = "核对事项合计不超过 1000 个字。") @Nullable String preCheck,

        @Size(max = 200, message = "最多 200 项。") @Nullable List<String> guides) {

    static BookableForm empty(@Nullable String cellId) {
        return new BookableForm(
                cellId,
                BookableKind.COUNTER,
                null,
                null,
                null,
                null,
                null,
                30,
                14,
                LocalTime.of(8, 0),
                120,
                2,
                5,
                4,
                false,
                false,
                "身份证带了吗",
                List.of());
    }

    static BookableForm of(Bookable bookable, List<Long> guides) {
        var where = bookable.counterId() == null ? bookable.pointId() : bookable.counterId();
        return new BookableForm(
                Long.toString(bookable.cellId()),
                bookable.kind(),
                bookable.title(),
                bookable.description(),
                where == null ? "" : where.toString(),
                bookable.place(),
                bookable.phone(),
                bookable.leadMinutes(),
                bookable.horizonDays(),
                LocalTime.ofSecondOfDay(bookable.opensMinute() * 60L),
                bookable.cutoffMinutes(),
                bookable.perDay(),
                bookable.perWeek(),
                bookable.perOpen(),
                bookable.onePerHousehold(),
                bookable.approval(),
                bookable.preCheck(),
                guides.stream().map(String::valueOf).toList());
    }

    public List<String> chosen() {
        return guides == null ? List.of() : guides.stream().distinct().toList();
    }

    /**
     * What is to be kept. Only for a form without errors.
     *
     * @param point where it is, absent for somewhere else
     * @param counter absent for the whole point
     * @param written false to take the place from the service point, whatever is written
     */
    BookableDraft draft(@Nullable ServicePoint point, @Nullable Counter counter, boolean written) {
        return new BookableDraft(
                Id.valueOf(Objects.requireNonNull(cellId)).value(),
                Objects.requireNonNull(kind),
                clean(title),
                clean(description),
                point == null || (written && !clean(place).isEmpty())
                        ? clean(place)
                        : (point.address() + (counter == null ? "" : " " + counter.name())).strip(),
                clean(phone),
                point == null ? null : point.id(),
                counter == null ? null : counter.id(),
                Objects.requireNonNull(leadMinutes),
                Objects.requireNonNull(horizonDays),
                Objects.requireNonNull(opensAt).toSecondOfDay() / 60,
                Objects.requireNonNull(cutoffMinutes),
                perDay,
                perWeek,
                perOpen,
                Boolean.TRUE.equals(onePerHousehold),
                Boolean.TRUE.equals(approval),
                lines(preCheck),
                chosen().stream().map(id -> Id.valueOf(id).value()).collect(Collectors.toSet()));
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : CleanText.normalize(text).strip();
    }

    private static String lines(@Nullable String text) {
        return text == null
                ? ""
                : text.lines()
                        .map(BookableForm::clean)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"));
    }
}
