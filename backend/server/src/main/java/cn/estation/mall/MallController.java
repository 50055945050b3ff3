package cn.estation.mall;

import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Vault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mall for the mini-program: look, redeem, cancel, show the code. */
@RestController
class MallController {

    private final ItemMapper items;
    private final RedemptionMapper redemptions;
    private final Redeeming redeeming;
    private final Returning returning;
    private final Vault vault;
    private final Grid grid;

    MallController(
            ItemMapper items,
            RedemptionMapper redemptions,
            Redeeming redeeming,
            Returning returning,
            Vault vault,
            Grid grid) {
        this.items = items;
        this.redemptions = redemptions;
        this.redeeming = redeeming;
        this.returning = returning;
        this.vault = vault;
        this.grid = grid;
    }

    /** The shelf of a community. Anybody may look. */
    @GetMapping("/api/v1/mall/items")
    Page<Shelved> items(@RequestParam Id communityId, PageQuery query) {
        grid.community(communityId.value());
        return Page.of(items.listed(communityId.value(), query.before(), query.limit()), query, Item::id)
                .map(Shelved::of);
    }

    @GetMapping("/api/v1/mall/items/{id}")
    Shelved item(@PathVariable Id id) {
        return items.find(id.value()).filter(Item::listed).map(Shelved::of).orElseThrow(NotFound::new);
    }

    /** Trades points for one unit. */
    @PostMapping("/api/v1/mall/redemptions")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Receipt redeem(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Redeem body) {
        return Receipt.of(redeeming.redeem(resident, body.itemId().value(), body.expectedPrice()));
    }

    /** The redemptions of the resident who asks, newest first. */
    @GetMapping("/api/v1/mall/redemptions")
    Page<Receipt> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return Page.of(redemptions.ofResident(resident.id(), query.before(), query.limit()), query, Redemption::id)
                .map(Receipt::of);
    }

    @GetMapping("/api/v1/mall/redemptions/{id}")
    Receipt one(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Receipt.of(own(resident, id));
    }

    /** The code to show at the counter, while there is something to collect. */
    @GetMapping("/api/v1/mall/redemptions/{id}/code")
    ResponseEntity<Code> code(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var redemption = own(resident, id);
        if (redemption.status() != RedemptionStatus.READY) {
            throw new NothingToCollect(redemption);
        }
        var code = vault.open(redemption.code(), Redeeming.CODE, redemption.id());
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(new Code(code, redemption.expiresAt()));
    }

    /** Gives the unit back before it is collected; the points return at once. */
    @PostMapping("/api/v1/mall/redemptions/{id}/cancellation")
    @Idempotent
    Receipt cancel(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Receipt.of(returning.cancel(resident, id.value()));
    }

    private Redemption own(Resident resident, Id id) {
        return redemptions
                .find(id.value())
                .filter(found -> found.residentId() == resident.id())
                .orElseThrow(NotFound::new);
    }

    /** @param expectedPrice the price that was shown; another price by now is refused. Absent takes any. */
    record Redeem(
            @NotNull(message = "请选择商品。") Id itemId,

            @Nullable @Min(value = 1, message = "价格应为 1 到 1000000 的整数。") @Max(value = 1_000_000, message = "价格应为 1 到 1000000 的整数。") Long expectedPrice) {}

    record Shelved(
            Id id,
            Id communityId,
            String name,
            String description,
            long price,
            int stock,
            @Nullable Integer perPerson,
            String pickupPlace,
            String pickupHours) {

        static Shelved of(Item item) {
            return new Shelved(
                    Id.of(item.id()),
                    Id.of(item.communityId()),
                    item.name(),
                    item.description(),
                    item.price(),
                    item.stock(),
                    item.perPerson(),
                    item.pickupPlace(),
                    item.pickupHours());
        }
    }

    record Receipt(
            Id redemptionId,
            Id itemId,
            String itemName,
            long price,
            RedemptionStatus status,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant collectedAt) {

        static Receipt of(Redemption redemption) {
            return new Receipt(
                    Id.of(redemption.id()),
                    Id.of(redemption.itemId()),
                    redemption.itemName(),
                    redemption.price(),
                    redemption.status(),
                    redemption.createdAt(),
                    redemption.expiresAt(),
                    redemption.collectedAt());
        }
    }

    record Code(String code, Instant expiresAt) {}

    static final class NothingToCollect extends Refusal {
        NothingToCollect(Redemption redemption) {
            super(
                    HttpStatus.CONFLICT,
                    "nothing-to-collect",
                    "这笔兑换%s，没有可用的领取码。".formatted(redemption.status().title()));
        }
    }
}
