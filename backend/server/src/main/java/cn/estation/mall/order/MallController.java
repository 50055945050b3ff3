package cn.estation.mall.order;

import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Sites;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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

/** The mall for the mini-program: look, redeem, cancel, show the code, ask to give back. */
@RestController
class MallController {

    private final Shelving shelf;
    private final ShelfViews views;
    private final Sites sites;
    private final RedemptionMapper redemptions;
    private final Orders orders;
    private final Redeeming redeeming;
    private final Returning returning;
    private final Returns returns;
    private final Collecting collecting;
    private final CollectionCodes codes;
    private final Grid grid;
    private final Clock clock;

    MallController(
            Shelving shelf,
            ShelfViews views,
            Sites sites,
            RedemptionMapper redemptions,
            Orders orders,
            Redeeming redeeming,
            Returning returning,
            Returns returns,
            Collecting collecting,
            CollectionCodes codes,
            Grid grid,
            Clock clock) {
        this.shelf = shelf;
        this.views = views;
        this.sites = sites;
        this.redemptions = redemptions;
        this.orders = orders;
        this.redeeming = redeeming;
        this.returning = returning;
        this.returns = returns;
        this.collecting = collecting;
        this.codes = codes;
        this.grid = grid;
        this.clock = clock;
    }

    /** The shelf of a community. Anybody may look. */
    @GetMapping("/api/v1/mall/items")
    Page<ShelfViews.Shelved> items(@RequestParam Id communityId, PageQuery query) {
        grid.community(communityId.value());
        var page = Page.of(shelf.listed(communityId.value(), query), query, Item::id);
        return new Page<>(views.of(page.items()), page.next());
    }

    @GetMapping("/api/v1/mall/items/{id}")
    ShelfViews.Shelved item(@PathVariable Id id) {
        var item = shelf.find(id.value())
                .filter(found -> found.listed() && !found.over(clock.instant()))
                .orElseThrow(NotFound::new);
        return views.of(List.of(item)).getFirst();
    }

    /** Trades points for one unit. */
    @PostMapping("/api/v1/mall/redemptions")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Receipt redeem(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Redeem body) {
        var site = body.siteId();
        return receipt(redeeming.redeem(
                resident, body.itemId().value(), site == null ? null : site.value(), body.expectedPrice()));
    }

    /** The redemptions of the resident who asks, newest first. */
    @GetMapping("/api/v1/mall/redemptions")
    Page<Receipt> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var page = Page.of(redemptions.ofResident(resident.id(), query.before(), query.limit()), query, Redemption::id);
        var places = sites.all(page.items().stream().map(Redemption::siteId).toList());
        return page.map(redemption -> Receipt.of(
                redemption,
                places.get(redemption.siteId()),
                orders.asked(redemption.id()).orElse(null)));
    }

    @GetMapping("/api/v1/mall/redemptions/{id}")
    Receipt one(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return receipt(orders.own(resident, id.value()));
    }

    /** What to show at the counter, while there is something to collect. Ask again when {@code tokenUntil} is over. */
    @GetMapping("/api/v1/mall/redemptions/{id}/code")
    ResponseEntity<Code> code(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var redemption = orders.own(resident, id.value());
        if (redemption.status() != RedemptionStatus.READY || redemption.kind() == ItemKind.VOUCHER) {
            throw new NothingToCollect(redemption);
        }
        var shown = codes.show(redemption);
        return secret(
                new Code(shown.code(), redemption.expiresAt(), shown.token(), shown.picture(), shown.tokenUntil()));
    }

    /** Shows a merchant's code. From then on the redemption is collected and cannot be cancelled. */
    @PostMapping("/api/v1/mall/redemptions/{id}/voucher")
    @Idempotent
    VoucherCode reveal(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return new VoucherCode(collecting.reveal(resident, id.value()));
    }

    /** The merchant's code once more, after it was shown. */
    @GetMapping("/api/v1/mall/redemptions/{id}/voucher")
    ResponseEntity<VoucherCode> voucher(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return secret(new VoucherCode(collecting.seen(resident, id.value())));
    }

    private static <T> ResponseEntity<T> secret(T answer) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    /** Gives the unit back before it is collected; the points return at once. */
    @PostMapping("/api/v1/mall/redemptions/{id}/cancellation")
    @Idempotent
    Receipt cancel(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return receipt(returning.cancel(resident, id.value()));
    }

    /** Asks to give back what was collected; the shop decides. */
    @PostMapping("/api/v1/mall/redemptions/{id}/return")
    @Idempotent
    Receipt askBack(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @RequestBody BringBack body) {
        orders.own(resident, id.value());
        var reason = body.reason() == null ? "" : body.reason().strip();
        if (reason.isEmpty() || reason.length() > 200 || !CleanText.isClean(reason)) {
            throw new BadInput("请写明为什么退，不超过 200 字。");
        }
        return receipt(returns.ask(resident, id.value(), reason));
    }

    private Receipt receipt(Redemption redemption) {
        return Receipt.of(
                redemption,
                sites.find(redemption.siteId()).orElse(null),
                orders.asked(redemption.id()).orElse(null));
    }

    /**
     * @param siteId where it will be collected; absent only if the item is at one site
     * @param expectedPrice the price that was shown; another price by now is refused. Absent takes any.
     */
    record Redeem(
            @NotNull(message = "请选择商品。") Id itemId,
            @Nullable Id siteId,

            @Nullable @Min(value = 1, message = "价格应为 1 到 1000000 的整数。") @Max(value = 1_000_000, message = "价格应为 1 到 1000000 的整数。") Long expectedPrice) {}

    /** @param reason required, at most 200 characters */
    record BringBack(@Nullable String reason) {}

    /**
     * @param code to type, beside the picture
     * @param token what the picture says: it changes every half minute
     * @param picture a QR code, as an address for an image
     */
    record Code(String code, Instant expiresAt, String token, String picture, Instant tokenUntil) {}

    record VoucherCode(String voucher) {}

    static final class NothingToCollect extends Refusal {
        NothingToCollect(Redemption redemption) {
            super(
                    HttpStatus.CONFLICT,
                    "nothing-to-collect",
                    redemption.kind() == ItemKind.VOUCHER
                            ? "券码不用到柜台领取，请直接查看券码。"
                            : "这笔兑换%s，没有可用的领取码。".formatted(redemption.status().title()));
        }
    }
}
