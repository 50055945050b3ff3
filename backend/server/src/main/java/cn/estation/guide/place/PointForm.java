package cn.estation.guide.place;

import cn.estation.grid.CellKind;
import cn.estation.grid.PlaceEditing.PointText;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.WeeklyHours;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What staff type to describe a service point. */
record PointForm(
        @Nullable String cellId,
        @NotBlank @Size(max = 60) @Nullable String name,
        @NotNull @Nullable CellKind level,
        @NotBlank @Size(max = 200) @Nullable String address,
        @Size(max = 200) @Nullable String transit,
        @Nullable String longitude,
        @Nullable String latitude,

        @Pattern(regexp = PHONE, message = "电话请写成 010-12345678 或 13800000000 这样。") @Nullable String phone,

        @Size(max = 200) @Nullable String accessibility,
        @Nullable String hours,
        @Nullable Boolean assisted,
        @Nullable Boolean inUse,
        @Nullable Integer edits) {

    /** With or without an area code, with or without an extension; empty for none. */
    static final String PHONE = "|[0-9]{3,4}-[0-9]{5,8}(-[0-9]{1,6})?|[0-9]{5,12}";

    static PointForm empty(@Nullable String cellId) {
        return new PointForm(
                cellId, null, null, null, null, null, null, null, null, "周一至周五 9:00-12:00、13:30-17:00", false, true, 0);
    }

    static PointForm of(ServicePoint point) {
        return new PointForm(
                Long.toString(point.cellId()),
                point.name(),
                point.level(),
                point.address(),
                point.transit(),
                plain(point.longitude()),
                plain(point.latitude()),
                point.phone(),
                point.accessibility(),
                point.hours(),
                point.assisted(),
                point.inUse(),
                point.edits());
    }

    private static String plain(@Nullable BigDecimal degrees) {
        return degrees == null ? "" : degrees.stripTrailingZeros().toPlainString();
    }

    /** What was meant; absent if something was wrong, which the errors then say at its field. */
    @Nullable PointText read(BindingResult errors) {
        if (level != null && level.compareTo(CellKind.COMMUNITY) > 0) {
            errors.rejectValue("level", "wrong", "请选区、街道或社区。");
        }
        var week = hours(hours, "hours", errors);
        Position position = null;
        try {
            position = Position.read(longitude, latitude);
        } catch (Refusal wrong) {
            errors.rejectValue("longitude", "wrong", wrong.sentence());
        }
        if (errors.hasErrors()) {
            return null;
        }
        return new PointText(
                clean(name),
                Objects.requireNonNull(level),
                clean(address),
                clean(transit),
                position == null ? null : BigDecimal.valueOf(position.longitude()),
                position == null ? null : BigDecimal.valueOf(position.latitude()),
                clean(phone),
                clean(accessibility),
                week,
                Boolean.TRUE.equals(assisted),
                Boolean.TRUE.equals(inUse));
    }

    /** Opening hours of a form; absent for empty text, or with an error for what cannot be understood. */
    static @Nullable WeeklyHours hours(@Nullable String text, String field, BindingResult errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return WeeklyHours.parse(text);
        } catch (Refusal wrong) {
            errors.rejectValue(field, "wrong", wrong.sentence());
            return null;
        }
    }

    static String clean(@Nullable String text) {
        return text == null ? "" : CleanText.isClean(text) ? text.strip() : "";
    }
}
