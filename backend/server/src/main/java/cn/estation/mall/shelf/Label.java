package cn.estation.mall.shelf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What staff write of an item; see {@link Item} for what each part means. */
public record Label(
        ItemKind kind,
        String name,
        String description,
        long price,
        long costCents,
        @Nullable Integer perPerson,
        Period personPeriod,
        @Nullable Integer perHousehold,
        Period householdPeriod,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        int collectDays,
        @Nullable Integer cancelHours,
        int returnDays,
        @Nullable Integer lowAt,
        @Nullable Long supplierId) {

    /** How long things wait to be collected where nobody says otherwise. */
    public static final int COLLECT_DAYS = 30;

    /** A thing that anybody may have as often as the limit says, at any time, and cannot give back once collected. */
    public static Label plain(String name, String description, long price, @Nullable Integer perPerson) {
        return new Label(
                ItemKind.PHYSICAL,
                name,
                description,
                price,
                0,
                perPerson,
                Period.EVER,
                null,
                Period.EVER,
                null,
                null,
                COLLECT_DAYS,
                null,
                0,
                null,
                null);
    }
}
