package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.mall.gate.Gone;
import cn.estation.media.Purpose;
import cn.estation.media.Ready;
import cn.estation.media.Uploads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Staff keep the shelf: what is on it, for how many points, where it lies and how many there are. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Shelving {

    /** As many as the column holds, and more than anybody looks at. */
    public static final int MOST_PHOTOS = 6;

    /**
     * Which items to list.
     *
     * @param low true for those of which few are left at a site
     */
    public record Search(
            @Nullable ItemKind kind,
            @Nullable Boolean listed,
            @Nullable Long siteId,
            @Nullable Long supplierId,
            boolean low) {}

    private final ItemMapper items;
    private final Sites sites;
    private final Stock stock;
    private final Suppliers suppliers;
    private final Uploads uploads;
    private final Gone gone;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Shelving(
            ItemMapper items,
            Sites sites,
            Stock stock,
            Suppliers suppliers,
            Uploads uploads,
            Gone gone,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.items = items;
        this.sites = sites;
        this.stock = stock;
        this.suppliers = suppliers;
        this.uploads = uploads;
        this.gone = gone;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Item> find(long id) {
        return Optional.ofNullable(items.selectById(id));
    }

    /** What the people of a community see, newest first: listed and not over, open or about to be. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Item> listed(long communityId, PageQuery query) {
        return items.listed(communityId, clock.instant(), query.before(), query.limit());
    }

    /** Items of these communities, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Item> of(Collection<Long> communities, Search search, PageQuery query) {
        return communities.isEmpty()
                ? List.of()
                : items.inCommunities(
                        communities,
                        search.kind(),
                        search.listed(),
                        search.siteId(),
                        search.supplierId(),
                        search.low(),
                        query.before(),
                        query.limit());
    }

    /** How many listed items of these communities are short at a site. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public long low(Collection<Long> communities) {
        return communities.isEmpty() ? 0 : items.low(communities);
    }

    /** Which of its photos anybody may see. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Long> shownPhotos(Item item) {
        return uploads.shown(item.photos());
    }

    /**
     * The item, if it is on a shelf of the staff member's.
     *
     * @throws NotFound if it is not, or there is none
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Item theirs(Staff staff, long itemId) {
        authority.require(staff, Permission.MANAGE_MALL);
        var item = find(itemId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.MANAGE_MALL, item.communityId());
        return item;
    }

    /**
     * Adds an item, not listed yet, with its first units at a counter.
     *
     * @param siteId where it lies; absent for codes without a counter
     * @throws NotFound if the community or the counter is not the staff member's
     * @throws Authority.NotAllowed if the staff member manages no mall
     */
    public Item add(Staff staff, long communityId, Label label, @Nullable Long siteId, int quantity) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        var site = siteId == null ? null : sites.theirs(staff, Permission.MANAGE_MALL, siteId);
        var item = add(staff, communityId, label, site, quantity, false, null);
        audit.record(staff, communityId, "mall.add", "item:" + item.id(), "添加“" + label.name() + "”。");
        return item;
    }

    /** The same with a counter that is named: the one of this name and these hours, a new one if there is none. */
    public Item add(Staff staff, long communityId, Label label, Sites.Sign sign, int quantity) {
        authority.require(staff, Permission.MANAGE_MALL, communityId);
        return add(staff, communityId, label, sites.named(communityId, sign).id(), quantity);
    }

    /** Adds an item on behalf of whoever is named, with the code it has in a district file. */
    Item add(
            Actor by,
            long communityId,
            Label label,
            @Nullable Site site,
            int quantity,
            boolean listed,
            @Nullable String code) {
        requireOwnSupplier(communityId, label);
        var item = new Item(
                ids.next(),
                communityId,
                code,
                label.kind(),
                label.name(),
                label.description(),
                label.price(),
                label.costCents(),
                label.perPerson(),
                label.personPeriod(),
                label.perHousehold(),
                label.householdPeriod(),
                listed,
                label.opensAt(),
                label.closesAt(),
                label.collectDays(),
                label.cancelHours(),
                label.returnDays(),
                label.lowAt(),
                label.supplierId(),
                "",
                clock.instant());
        items.insert(item);
        if (site != null) {
            stock.introduce(item, site);
            if (quantity > 0) {
                stock.change(by, item, site.id(), Stock.Kind.INITIAL, quantity, null, "");
            }
        }
        return item;
    }

    private void requireOwnSupplier(long communityId, Label label) {
        if (label.supplierId() != null
                && suppliers
                        .find(label.supplierId())
                        .filter(supplier -> supplier.communityId() == communityId)
                        .isEmpty()) {
            throw new NotFound();
        }
    }

    /**
     * Changes the label. Redemptions keep the name, the price and the rules they were made with.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     */
    public void describe(Staff staff, long itemId, Label label) {
        var item = theirs(staff, itemId);
        requireOwnSupplier(item.communityId(), label);
        gone.comesBack(itemId);
        items.describe(itemId, label);
        stock.relabelled(item, label.lowAt());
        audit.record(
                staff,
                item.communityId(),
                "mall.describe",
                "item:" + itemId,
                "修改“%s”，价格 %d 分改为 %d 分。".formatted(item.name(), item.price(), label.price()));
    }

    /**
     * Adds units at a counter, or takes some off, with a reason. Where the item never was it is from now on.
     *
     * @throws NotFound if the item or the counter is not the staff member's
     * @throws Stock.OutOfRange if fewer than none or more than 100,000 would be left
     * @throws CountedByCodes if the item is codes: their number is the stock
     */
    public void stock(Staff staff, long itemId, long siteId, int quantity, String reason) {
        var item = counted(staff, itemId);
        var site = sites.theirs(staff, Permission.MANAGE_MALL, siteId);
        stock.introduce(item, site);
        audit.record(
                staff,
                item.communityId(),
                "mall.stock",
                "item:" + itemId,
                "“%s”在“%s”库存变动 %+d 件：%s".formatted(item.name(), site.name(), quantity, reason));
        stock.change(
                staff, item, siteId, quantity > 0 ? Stock.Kind.RESTOCK : Stock.Kind.STOCKTAKE, quantity, null, reason);
    }

    /**
     * Sets the stock at a counter to what was counted there, units that wait to be collected included.
     *
     * @param seen how many were on the books when the page was made
     * @return by how many the books were wrong
     * @throws NotFound if the item is not the staff member's, or not at this counter
     * @throws Stock.ChangedMeanwhile if the books say otherwise by now
     * @throws Stock.OutOfRange if fewer lie there than people wait for
     * @throws BadInput if it differs and there is no reason
     * @throws CountedByCodes if the item is codes
     */
    public int count(Staff staff, long itemId, long siteId, int counted, int seen, String reason) {
        var item = counted(staff, itemId);
        int difference = stock.count(staff, item, siteId, counted, seen, reason);
        audit.record(
                staff,
                item.communityId(),
                "mall.count",
                "item:" + itemId,
                "盘点“%s”，实有 %d 件，差 %+d 件。%s".formatted(item.name(), counted, difference, reason));
        return difference;
    }

    private Item counted(Staff staff, long itemId) {
        var item = theirs(staff, itemId);
        if (item.kind() == ItemKind.VOUCHER) {
            throw new CountedByCodes();
        }
        return item;
    }

    /**
     * Puts an item on the shelf or takes it off. Open redemptions stay good.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     */
    public void list(Staff staff, long itemId, boolean listed) {
        var item = theirs(staff, itemId);
        gone.comesBack(itemId);
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
     * Adds a photo; residents see it once somebody has looked at it.
     *
     * @throws BadInput if there are as many as there may be
     * @throws NotFound if there is no such item in the staff member's communities
     */
    public void addPhoto(Staff staff, long itemId, Ready picture) {
        var item = theirs(staff, itemId);
        var photos = held(item);
        if (photos.size() >= MOST_PHOTOS) {
            throw new BadInput("一件商品最多 %d 张照片，请先去掉一张。".formatted(MOST_PHOTOS));
        }
        photos.add(uploads.add(staff, Purpose.MALL_ITEM, item.communityId(), picture));
        keep(staff, item, photos, "添加照片");
    }

    /**
     * Takes a photo off; nothing happens if it is not there.
     *
     * @throws NotFound if there is no such item in the staff member's communities
     */
    public void removePhoto(Staff staff, long itemId, long photo) {
        var item = theirs(staff, itemId);
        var photos = held(item);
        if (photos.remove(photo)) {
            keep(staff, item, photos, "去掉照片");
        }
    }

    private List<Long> held(Item item) {
        items.holdPhotos(item.id());
        return new ArrayList<>(find(item.id()).orElseThrow().photos());
    }

    private void keep(Staff staff, Item item, List<Long> photos, String what) {
        uploads.use(Purpose.MALL_ITEM, "item:" + item.id(), photos);
        items.photos(item.id(), photos.stream().map(String::valueOf).collect(Collectors.joining(",")));
        audit.record(
                staff,
                item.communityId(),
                "mall.photos",
                "item:" + item.id(),
                "“%s”%s，现有 %d 张。".formatted(item.name(), what, photos.size()));
    }

    /** Knows an item by the code it has in a district file. */
    boolean hasCode(String code) {
        return items.idOfCode(code) != null;
    }

    static final class CountedByCodes extends Refusal {
        CountedByCodes() {
            super(HttpStatus.CONFLICT, "counted-by-codes", "券码商品的库存就是未发的券码数，请上传或作废券码。");
        }
    }
}
