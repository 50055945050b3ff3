package cn.estation.mall.desk;

import cn.estation.mall.shelf.Supplier;
import cn.estation.mall.shelf.Suppliers;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What staff type to describe a merchant. */
record SupplierForm(
        @NotBlank @Nullable String communityId,
        @NotBlank @Size(max = 60) @Nullable String name,
        @Nullable Boolean partner,
        @Size(max = 200) @Nullable String offers,
        @Size(max = 100) @Nullable String address,
        @Size(max = 30) @Nullable String phone,
        @Nullable Boolean inUse) {

    static SupplierForm empty(@Nullable String communityId) {
        return new SupplierForm(communityId, null, true, null, null, null, true);
    }

    static SupplierForm of(Supplier supplier) {
        return new SupplierForm(
                Long.toString(supplier.communityId()),
                supplier.name(),
                supplier.partner(),
                supplier.offers(),
                supplier.address(),
                supplier.phone(),
                supplier.inUse());
    }

    /** Only for a form without errors. */
    Suppliers.Card card() {
        return new Suppliers.Card(text(name), Boolean.TRUE.equals(partner), text(offers), text(address), text(phone));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }
}
