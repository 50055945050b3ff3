package cn.estation.mall.shelf;

import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.mall.StockLow;
import cn.estation.mall.gate.Gone;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many units of an item can be redeemed at each site. What was redeemed and not collected is not among them, though it
 * still lies there. Whatever comes or goes other than by redemption is a movement with a reason.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Stock {

    /**
     * The stock of an item at a site.
     *
     * @param waiting units that are redeemed and still lie there
     */
    public record Held(
            long itemId,
            long siteId,
            int quantity,
            String name,
            String address,
            String hours,
            boolean inUse,
            int waiting) {

        public String where() {
            return address.isEmpty() ? name : name + "（" + address + "）";
        }
    }

    /**
     * Units that came to a site or left it other than by redemption.
     *
     * @param counted how many lay there at a stocktaking, absent otherwise
     * @param batchId the upload of codes, absent otherwise
     */
    public record Movement(
            long id,
            long itemId,
            long siteId,
            long communityId,
            Kind kind,
            int quantity,
            @Nullable Integer counted,
            @Nullable Long batchId,
            String reason,
            String movedBy,
            Instant movedAt) {}

    /** Why units came or went. */
    public enum Kind {
        INITIAL("首次入库"),
        RESTOCK("补货"),
        STOCKTAKE("盘点"),
        DAMAGED("退货损坏"),
        VOUCHERS("上传券码"),
        VOID("券码作废");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final StockMapper stock;
    private final Gone gone;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Stock(StockMapper stock, Gone gone, ApplicationEventPublisher events, Ids ids, Clock clock) {
        this.stock = stock;
        this.gone = gone;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an item has at each of its sites. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Held> of(long itemId) {
        return stock.of(itemId);
    }

    /** The same of many items, without what waits. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Long, List<Held>> of(Collection<Long> itemIds) {
        return itemIds.isEmpty()
                ? Map.of()
                : stock.ofAll(itemIds).stream().collect(Collectors.groupingBy(Held::itemId));
    }

    /** How many can be redeemed here; none if the item was never here. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public int quantity(long itemId, long siteId) {
        return Objects.requireNonNullElse(stock.quantity(itemId, siteId), 0);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Movement> movements(long itemId, PageQuery query) {
        return stock.movements(itemId, query.before(), query.limit());
    }

    /**
     * Takes one unit of an item that is for sale at this price. Every buyer waits on this row: the caller asks for it last.
     *
     * @return false if there is none left, or it is not for sale or not at this price any more
     */
    public boolean takeOne(Item item, long siteId) {
        if (stock.takeOne(item.id(), siteId, item.price(), clock.instant()) == 0) {
            return false;
        }
        sayIfLow(item, siteId, 1);
        return true;
    }

    /** Says that few are left at a site if there were more before so many went: once, however far the number jumps. */
    private void sayIfLow(Item item, long siteId, int gone) {
        if (item.lowAt() == null || !item.listed()) {
            return;
        }
        int left = quantity(item.id(), siteId);
        if (left <= item.lowAt() && left + gone > item.lowAt()) {
            low(item, siteId, left);
        }
    }

    private void low(Item item, long siteId, int left) {
        events.publishEvent(new StockLow(ids.next(), item.id(), siteId, item.communityId(), item.name(), left));
    }

    /** Few is another number from now on: says at which sites no more than that are left, where it did not hold before. */
    void relabelled(Item item, @Nullable Integer lowAt) {
        if (lowAt == null || !item.listed()) {
            return;
        }
        int before = Objects.requireNonNullElse(item.lowAt(), -1);
        stock.ofAll(List.of(item.id())).stream()
                .filter(held -> held.quantity() > before && held.quantity() <= lowAt)
                .forEach(held -> low(item, held.siteId(), held.quantity()));
    }

    /** One unit is there again. */
    public void putBack(long itemId, long siteId) {
        gone.comesBack(itemId);
        if (stock.putBack(itemId, siteId) == 0) {
            throw new IllegalStateException("item " + itemId + " was never at site " + siteId);
        }
    }

    /** A unit came back and cannot be given to anybody else. */
    public void damaged(Actor by, long itemId, long siteId, long communityId, String reason) {
        record(by, itemId, siteId, communityId, Kind.DAMAGED, -1, null, null, reason);
    }

    /** Makes the item one that this site has, with none so far. */
    void introduce(Item item, Site site) {
        if (site.communityId() != item.communityId()) {
            throw new NotFound();
        }
        stock.introduce(item.id(), site.id(), item.communityId());
    }

    /**
     * Adds units or takes some off.
     *
     * @throws OutOfRange if fewer than none or more than 100,000 would be left, or the item is not at this site
     */
    void change(Actor by, Item item, long siteId, Kind kind, int quantity, @Nullable Long batch, String reason) {
        gone.comesBack(item.id());
        record(by, item.id(), siteId, item.communityId(), kind, quantity, null, batch, reason);
        if (stock.change(item.id(), siteId, quantity) == 0) {
            throw new OutOfRange();
        }
        sayIfLow(item, siteId, -quantity);
    }

    /**
     * Sets the stock to what was counted on the shelf, where units that wait to be collected lie among the others.
     *
     * @param seen how many were on the books when the page was made: what can be redeemed and what waits
     * @return by how many the books were wrong
     * @throws ChangedMeanwhile if the books say otherwise by now: somebody redeemed, collected or restocked during the count
     * @throws OutOfRange if fewer lie there than people wait for
     */
    int count(Actor by, Item item, long siteId, int counted, int seen, String reason) {
        var quantity = stock.hold(item.id(), siteId);
        if (quantity == null) {
            throw new NotFound();
        }
        int books = quantity + stock.waiting(item.id(), siteId);
        if (books != seen) {
            throw new ChangedMeanwhile(books);
        }
        gone.comesBack(item.id());
        int difference = counted - books;
        if (difference != 0 && reason.isEmpty()) {
            throw new BadInput("实有 %d 件，账面 %d 件，差 %+d 件：请写明原因。".formatted(counted, books, difference));
        }
        record(by, item.id(), siteId, item.communityId(), Kind.STOCKTAKE, difference, counted, null, reason);
        // MySQL counts a row that stays the same as unchanged.
        if (difference != 0 && stock.change(item.id(), siteId, difference) == 0) {
            throw new OutOfRange();
        }
        sayIfLow(item, siteId, -difference);
        return difference;
    }

    private void record(
            Actor by,
            long itemId,
            long siteId,
            long communityId,
            Kind kind,
            int quantity,
            @Nullable Integer counted,
            @Nullable Long batch,
            String reason) {
        stock.record(new Movement(
                ids.next(),
                itemId,
                siteId,
                communityId,
                kind,
                quantity,
                counted,
                batch,
                reason,
                by.actorKey(),
                clock.instant()));
    }

    public static final class OutOfRange extends Refusal {
        OutOfRange() {
            super(HttpStatus.CONFLICT, "stock-out-of-range", "库存不足，或超出 100000 件上限，请核对数量。");
        }
    }

    public static final class ChangedMeanwhile extends Refusal {
        ChangedMeanwhile(int books) {
            super(HttpStatus.CONFLICT, "stock-changed", "盘点期间有人兑换或领取，账面现在是 %d 件，请重新核对后再提交。".formatted(books));
        }
    }
}
