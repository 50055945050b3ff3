package cn.estation.mall.shelf;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something on the shelf. How many there are, and where, is {@link Stock}.
 *
 * @param price in points
 * @param costCents what one unit costs the community, in fen of money; 0 if nobody knows
 * @param perPerson how many one person may have in a {@code personPeriod}, absent for as many as they like
 * @param perHousehold how many one household may have in a {@code householdPeriod}, absent for as many as they like
 * @param opensAt from when it can be redeemed, absent for as soon as it is listed
 * @param closesAt until when, exclusively; absent for always
 * @param collectDays until the end of so many days after the redemption it waits to be collected
 * @param cancelHours for so long the buyer may cancel, absent for until it is collected
 * @param returnDays for so many days after collection a return may be asked for, 0 for never
 * @param lowAt at how many left at a site staff are told, absent for never
 * @param supplierId absent for what the community bought itself
 * @param photoIds ids of pictures, with commas between them
 */
@TableName("mall_item")
public record Item(
        long id,
        long communityId,
        @Nullable String code,
        ItemKind kind,
        String name,
        String description,
        long price,
        long costCents,
        @Nullable Integer perPerson,
        Period personPeriod,
        @Nullable Integer perHousehold,
        Period householdPeriod,
        boolean listed,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        int collectDays,
        @Nullable Integer cancelHours,
        int returnDays,
        @Nullable Integer lowAt,
        @Nullable Long supplierId,
        String photoIds,
        Instant createdAt) {

    public List<Long> photos() {
        return photoIds.isEmpty()
                ? List.of()
                : Arrays.stream(photoIds.split(",")).map(Long::valueOf).toList();
    }

    public boolean notYetOpen(Instant now) {
        return opensAt != null && opensAt.isAfter(now);
    }

    public boolean over(Instant now) {
        return closesAt != null && !closesAt.isAfter(now);
    }

    /** In words, for a shelf or a page; empty if there is no limit. */
    public String limits() {
        var person = perPerson == null ? "" : "每人%s限兑 %d 件".formatted(words(personPeriod), perPerson);
        var household = perHousehold == null ? "" : "每户%s限兑 %d 件".formatted(words(householdPeriod), perHousehold);
        return person.isEmpty() || household.isEmpty() ? person + household : person + "，" + household;
    }

    private static String words(Period period) {
        return period == Period.EVER ? "" : period.title();
    }
}
