package cn.estation.mall.order;

import cn.estation.kernel.Id;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Stock;
import cn.estation.mall.shelf.Supplier;
import cn.estation.mall.shelf.Suppliers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Items as the people of a community see them. */
@Component
class ShelfViews {

    /** Whether it can be redeemed now. */
    enum State {
        OPEN,
        NOT_OPEN_YET,
        SOLD_OUT
    }

    /**
     * @param stock at all sites together
     * @param limits how many one may have, in words; empty for as many as they like
     * @param photos addresses of pictures anybody may see
     * @param supplier whose gift it is, absent for the community's own
     * @param cancelHours for so long it can be cancelled, absent for until it is collected
     */
    record Shelved(
            Id id,
            Id communityId,
            ItemKind kind,
            String name,
            String description,
            long price,
            int stock,
            State state,
            List<AtSite> sites,
            @Nullable Integer perPerson,
            Period personPeriod,
            @Nullable Integer perHousehold,
            Period householdPeriod,
            String limits,
            @Nullable Instant opensAt,
            @Nullable Instant closesAt,
            int collectDays,
            @Nullable Integer cancelHours,
            int returnDays,
            @Nullable String supplier,
            List<String> photos) {}

    /** What a site has of it. */
    record AtSite(Id siteId, String name, String address, String hours, int stock) {}

    private final Stock stock;
    private final Suppliers suppliers;
    private final Shelving shelf;
    private final Clock clock;

    ShelfViews(Stock stock, Suppliers suppliers, Shelving shelf, Clock clock) {
        this.stock = stock;
        this.suppliers = suppliers;
        this.shelf = shelf;
        this.clock = clock;
    }

    List<Shelved> of(List<Item> items) {
        var held = stock.of(items.stream().map(Item::id).toList());
        return items.stream()
                .map(item -> view(item, held.getOrDefault(item.id(), List.of())))
                .toList();
    }

    private Shelved view(Item item, List<Stock.Held> held) {
        var sites = held.stream()
                .filter(Stock.Held::inUse)
                .map(one -> new AtSite(Id.of(one.siteId()), one.name(), one.address(), one.hours(), one.quantity()))
                .toList();
        int left = sites.stream().mapToInt(AtSite::stock).sum();
        return new Shelved(
                Id.of(item.id()),
                Id.of(item.communityId()),
                item.kind(),
                item.name(),
                item.description(),
                item.price(),
                left,
                state(item, left),
                sites,
                item.perPerson(),
                item.personPeriod(),
                item.perHousehold(),
                item.householdPeriod(),
                item.limits(),
                item.opensAt(),
                item.closesAt(),
                item.collectDays(),
                item.cancelHours(),
                item.returnDays(),
                suppliers.find(item.supplierId()).map(Supplier::name).orElse(null),
                shelf.shownPhotos(item).stream()
                        .map(id -> "/api/v1/media/" + id)
                        .toList());
    }

    private State state(Item item, int left) {
        if (item.notYetOpen(clock.instant())) {
            return State.NOT_OPEN_YET;
        }
        return left == 0 ? State.SOLD_OUT : State.OPEN;
    }
}
