package cn.estation.mall;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What staff type to describe an item. */
record ItemForm(
        @NotBlank @Nullable String communityId,
        @NotBlank @Size(max = 60) @Nullable String name,
        @Size(max = 1000) @Nullable String description,
        @NotNull @Min(1) @Max(1_000_000) @Nullable Long price,
        @Min(1) @Max(1000) @Nullable Integer perPerson,
        @NotBlank @Size(max = 100) @Nullable String pickupPlace,
        @NotBlank @Size(max = 100) @Nullable String pickupHours,
        @Min(0) @Max(100_000) @Nullable Integer stock) {

    static ItemForm empty(@Nullable String communityId) {
        return new ItemForm(communityId, null, null, null, null, null, null, 0);
    }

    static ItemForm of(Item item) {
        return new ItemForm(
                Long.toString(item.communityId()),
                item.name(),
                item.description(),
                item.price(),
                item.perPerson(),
                item.pickupPlace(),
                item.pickupHours(),
                null);
    }

    /** Only for a form without errors. */
    Shelving.Label label() {
        return new Shelving.Label(
                Objects.requireNonNull(name).strip(),
                description == null ? "" : description.strip(),
                Objects.requireNonNull(price),
                perPerson,
                Objects.requireNonNull(pickupPlace).strip(),
                Objects.requireNonNull(pickupHours).strip());
    }
}
