package cn.estation.mall.desk;

import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import cn.estation.mall.Money;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Label;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.Sites;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What staff type to describe an item. Days and times are those of China.
 *
 * @param lastDay the last day on which it can be redeemed, until midnight
 * @param siteId where the first units lie; for a new item, if no new counter is named
 */
record ItemForm(
        @NotBlank @Nullable String communityId,
        @Nullable ItemKind kind,
        @NotBlank @Size(max = 60) @Nullable String name,
        @Size(max = 1000) @Nullable String description,
        @NotNull @Min(1) @Max(1_000_000) @Nullable Long price,

        @DecimalMin("0") @DecimalMax("1000000") @Digits(integer = 7, fraction = 2) @Nullable BigDecimal cost,

        @Min(1) @Max(1000) @Nullable Integer perPerson,
        @Nullable Period personPeriod,
        @Min(1) @Max(1000) @Nullable Integer perHousehold,
        @Nullable Period householdPeriod,
        @DateTimeFormat(pattern = MINUTE) @Nullable LocalDateTime opensAt,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate lastDay,

        @Min(1) @Max(365) @Nullable Integer collectDays,
        @Min(0) @Max(8760) @Nullable Integer cancelHours,
        @Min(0) @Max(365) @Nullable Integer returnDays,
        @Min(0) @Max(100_000) @Nullable Integer lowAt,
        @Nullable String supplierId,
        @Nullable String siteId,
        @Size(max = 100) @Nullable String pickupPlace,
        @Size(max = 100) @Nullable String pickupHours,
        @Min(0) @Max(100_000) @Nullable Integer stock) {

    static final String MINUTE = "yyyy-MM-dd'T'HH:mm";

    static ItemForm empty(@Nullable String communityId) {
        return new ItemForm(
                communityId,
                ItemKind.PHYSICAL,
                null,
                null,
                null,
                null,
                null,
                Period.EVER,
                null,
                Period.EVER,
                null,
                null,
                Label.COLLECT_DAYS,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    static ItemForm of(Item item) {
        return new ItemForm(
                Long.toString(item.communityId()),
                item.kind(),
                item.name(),
                item.description(),
                item.price(),
                item.costCents() == 0 ? null : new BigDecimal(Money.yuan(item.costCents())),
                item.perPerson(),
                item.personPeriod(),
                item.perHousehold(),
                item.householdPeriod(),
                item.opensAt() == null ? null : LocalDateTime.ofInstant(item.opensAt(), Time.CHINA),
                item.closesAt() == null
                        ? null
                        : LocalDate.ofInstant(item.closesAt(), Time.CHINA).minusDays(1),
                item.collectDays(),
                item.cancelHours(),
                item.returnDays(),
                item.lowAt(),
                item.supplierId() == null ? null : Long.toString(item.supplierId()),
                null,
                null,
                null,
                null);
    }

    ItemKind whichKind() {
        return kind == null ? ItemKind.PHYSICAL : kind;
    }

    boolean namesNoPlace() {
        return whichKind() != ItemKind.VOUCHER && blank(siteId) && (blank(pickupPlace) || blank(pickupHours));
    }

    boolean closesBeforeItOpens() {
        return opensAt != null && lastDay != null && lastDay.isBefore(opensAt.toLocalDate());
    }

    /** The counter that was chosen, absent if a new one is named or none is needed. */
    @Nullable Long site() {
        return whichKind() == ItemKind.VOUCHER || blank(siteId) ? null : id(siteId);
    }

    /** The merchant that was chosen, absent for what the community bought itself. */
    @Nullable Long supplier() {
        return blank(supplierId) ? null : id(supplierId);
    }

    boolean needsCounter() {
        return whichKind() != ItemKind.VOUCHER;
    }

    Sites.Sign sign() {
        return new Sites.Sign(text(pickupPlace), "", text(pickupHours), "");
    }

    /** Only for a form without errors; the kind stays what it was. */
    Label label(ItemKind itemKind) {
        return new Label(
                itemKind,
                text(name),
                text(description),
                Objects.requireNonNull(price),
                cost == null ? 0 : Money.cents(cost),
                perPerson,
                Objects.requireNonNullElse(personPeriod, Period.EVER),
                perHousehold,
                Objects.requireNonNullElse(householdPeriod, Period.EVER),
                opensAt == null ? null : opensAt.atZone(Time.CHINA).toInstant(),
                midnightAfter(lastDay),
                Objects.requireNonNullElse(collectDays, Label.COLLECT_DAYS),
                cancelHours,
                Objects.requireNonNullElse(returnDays, 0),
                lowAt,
                supplier());
    }

    private static @Nullable Instant midnightAfter(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1).atStartOfDay(Time.CHINA).toInstant();
    }

    private static Long id(@Nullable String text) {
        return Id.valueOf(Objects.requireNonNull(text)).value();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    /** @throws BadInput if there is no reason, or it is too long or no text */
    static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > 200 || !CleanText.isClean(reason)) {
            throw new BadInput("请写明原因，不超过 200 字。");
        }
        return reason;
    }
}
