package cn.estation.guide.place;

import cn.estation.grid.Counter;
import cn.estation.grid.PlaceEditing.CounterText;
import cn.estation.kernel.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What staff type to describe a counter.
 *
 * @param counterId empty for a new one
 * @param items ids of what it handles
 */
record CounterForm(
        @Nullable String counterId,
        @NotBlank @Size(max = 40) @Nullable String name,
        @Size(max = 200) @Nullable String handles,
        @Nullable Boolean general,

        @Pattern(regexp = PointForm.PHONE, message = "电话请写成 010-12345678 或 13800000000 这样。") @Nullable String phone,

        @Nullable String hours,
        @Nullable Boolean inUse,
        @Nullable Integer edits,
        @Size(max = 300) @Nullable List<String> items) {

    static CounterForm empty(int edits) {
        return new CounterForm("", null, null, false, null, "", true, edits, List.of());
    }

    static CounterForm of(Counter counter, int edits, List<Long> items) {
        return new CounterForm(
                Long.toString(counter.id()),
                counter.name(),
                counter.handles(),
                counter.general(),
                counter.phone(),
                counter.hours(),
                counter.inUse(),
                edits,
                items.stream().map(String::valueOf).toList());
    }

    public boolean isNew() {
        return counterId == null || counterId.isEmpty();
    }

    /** The ids of the items; what is no id is left out, and refused with the rest when it is not found. */
    List<Long> itemIds() {
        return items == null
                ? List.of()
                : items.stream()
                        .filter(id -> id.matches("[1-9][0-9]{0,17}"))
                        .map(Long::valueOf)
                        .distinct()
                        .toList();
    }

    @Nullable CounterText read(BindingResult errors) {
        var week = PointForm.hours(hours, "hours", errors);
        if (errors.hasErrors()) {
            return null;
        }
        return new CounterText(
                counterId == null || counterId.isEmpty()
                        ? null
                        : Id.valueOf(counterId).value(),
                PointForm.clean(name),
                PointForm.clean(handles),
                Boolean.TRUE.equals(general),
                PointForm.clean(phone),
                week,
                Boolean.TRUE.equals(inUse));
    }
}
