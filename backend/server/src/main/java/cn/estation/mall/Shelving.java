package cn.estation.mall;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff keep the shelf: what is on it, for how many points, and how many units there are. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Shelving {

    /** What the label of an item says. */
    record Label(
            String name,
            String description,
            long price,
            @Nullable Integer perPerson,
            String pickupPlace,
            String pickupHours) {}

    private final ItemMapper items;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Shelving(ItemMapper items, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.items = items;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds an item, not listed yet, with its first units.
     *
     * @throws NotFound if the community is not the staff member's
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    Item add(Staff staff, long communityId, Label label, int stock) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        var item = add((Actor) staff, communityId, label, stock, false, null);
        audit.record(staff, communityId, "mall.add", "item:" + item.id(), "添加“" + label.name() + "”。");
        return item;
    }

    /** Adds an item on behalf of whoever is named, with the code it has in a district file. */
    Item add(Actor by, long communityId, Label label, int stock, boolean listed, @Nullable String code) {
        var item = new Item(
                ids.next(),
                communityId,
                code,
                label.name(),
                label.description(),
                label.price(),
                stock,
                label.perPerson(),
                listed,
                label.pickupPlace(),
                label.pickupHours(),
                clock.instant());
        items.insert(item);
        if (stock > 0) {
            record(by, item, "INITIAL", stock, "");
        }
        return item;
    }

    /**
     * Changes the label. Redemptions keep the name and the price they were made at.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     */
    void describe(Staff staff, long itemId, Label label) {
        var item = theirs(staff, itemId);
        items.describe(new Item(
                itemId,
                item.communityId(),
                item.code(),
                label.name(),
                label.description(),
                label.price(),
                item.stock(),
                label.perPerson(),
                item.listed(),
                label.pickupPlace(),
                label.pickupHours(),
                item.createdAt()));
        audit.record(
                staff,
                item.communityId(),
                "mall.describe",
                "item:" + itemId,
                "修改“%s”，价格 %d 分改为 %d 分。".formatted(item.name(), item.price(), label.price()));
    }

    /**
     * Adds units, or takes some off after a count, with a reason.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     * @throws StockOutOfRange if fewer than none or more than 100,000 would be left
     */
    void stock(Staff staff, long itemId, int quantity, String reason) {
        var item = theirs(staff, itemId);
        record(staff, item, quantity > 0 ? "RESTOCK" : "STOCKTAKE", quantity, reason);
        audit.record(
                staff,
                item.communityId(),
                "mall.stock",
                "item:" + itemId,
                "“%s”库存变动 %+d 件：%s".formatted(item.name(), quantity, reason));
        if (items.stock(itemId, quantity) == 0) {
            throw new StockOutOfRange();
        }
    }

    /**
     * Puts an item on the shelf or takes it off. Open redemptions stay good.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     */
    void list(Staff staff, long itemId, boolean listed) {
        var item = theirs(staff, itemId);
        if (items.list(itemId, listed) == 1) {
            audit.record(
                    staff,
                    item.communityId(),
                    listed ? "mall.list" : "mall.unlist",
                    "item:" + itemId,
                    (listed ? "上架“" : "下架“") + item.name() + "”。");
        }
    }

    /**
     * The item, if it is on a shelf of the staff member's.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Item theirs(Staff staff, long itemId) {
        authority.require(staff, Permission.MANAGE_MALL);
        var item = items.find(itemId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, item.communityId());
        return item;
    }

    private void record(Actor by, Item item, String kind, int quantity, String reason) {
        items.record(new ItemMapper.Movement(
                ids.next(), item.id(), item.communityId(), kind, quantity, reason, by.actorKey(), clock.instant()));
    }

    static final class StockOutOfRange extends Refusal {
        StockOutOfRange() {
            super(HttpStatus.CONFLICT, "stock-out-of-range", "库存不足，或超出 100000 件上限，请核对数量。");
        }
    }
}
