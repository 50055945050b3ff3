package cn.estation.mall.shelf;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Codes that merchants honour: kept sealed, each given to one redemption, and never seen by staff once uploaded. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Vouchers {

    private static final String COLUMN = "mall_voucher.code";
    private static final int MOST = 5000;
    private static final int LONGEST = 100;

    /** Codes uploaded together. */
    public record Batch(long batchId, Instant addedAt, int total, int free, int given) {}

    private final VoucherMapper vouchers;
    private final Shelving shelving;
    private final Sites sites;
    private final Stock stock;
    private final Vault vault;
    private final BlindIndex index;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Vouchers(
            VoucherMapper vouchers,
            Shelving shelving,
            Sites sites,
            Stock stock,
            Vault vault,
            BlindIndex index,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.vouchers = vouchers;
        this.shelving = shelving;
        this.sites = sites;
        this.stock = stock;
        this.vault = vault;
        this.index = index;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The uploads of an item's codes, newest first; none of what is no codes. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Batch> batches(long itemId, PageQuery query) {
        return vouchers.batches(itemId, query.before(), query.limit());
    }

    /**
     * Adds codes, one a line, to what can be redeemed. A code the item has already, given or not, is left out.
     *
     * @return how many are new
     * @throws BadInput if there is none, there are too many, or one is no code
     * @throws NoVoucherItem if the item is something else
     * @throws cn.estation.kernel.NotFound if there is no such item in the staff member's communities
     */
    public int upload(Staff staff, long itemId, String text) {
        var item = shelving.theirs(staff, itemId);
        if (item.kind() != ItemKind.VOUCHER) {
            throw new NoVoucherItem();
        }
        var codes = codes(text);
        long batch = ids.next();
        int added = 0;
        for (var code : codes) {
            long id = ids.next();
            added += vouchers.add(
                    id,
                    itemId,
                    item.communityId(),
                    vault.seal(code, COLUMN, id),
                    index.of(COLUMN, code),
                    batch,
                    clock.instant());
        }
        vouchers.begun(itemId, batch, staff.actorKey(), clock.instant());
        audit.record(
                staff,
                item.communityId(),
                "mall.vouchers",
                "item:" + itemId,
                "上传“%s”的券码 %d 个，其中新的 %d 个。".formatted(item.name(), codes.size(), added));
        if (added > 0) {
            var site = sites.online(item.communityId());
            stock.introduce(item, site);
            stock.change(staff, item, site.id(), Stock.Kind.VOUCHERS, added, batch, "上传券码 %d 个".formatted(added));
        }
        return added;
    }

    /** @throws BadInput if there is none, there are too many, or one is no code */
    static List<String> codes(String text) {
        var codes = new LinkedHashSet<String>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(codes::add);
        if (codes.isEmpty() || codes.size() > MOST) {
            throw new BadInput("请一行写一个券码，一次 1 到 %d 个。".formatted(MOST));
        }
        codes.stream()
                .filter(code -> code.length() > LONGEST || !CleanText.isClean(code))
                .findFirst()
                .ifPresent(wrong -> {
                    throw new BadInput("有一行太长或含有不能显示的字符：每个券码不超过 %d 个字。".formatted(LONGEST));
                });
        return List.copyOf(codes);
    }

    /**
     * Withdraws those of an upload that nobody has.
     *
     * @return how many
     * @throws cn.estation.kernel.NotFound if there is no such item in the staff member's communities
     */
    public int withdraw(Staff staff, long itemId, long batch, String reason) {
        var item = shelving.theirs(staff, itemId);
        int gone = vouchers.withdraw(itemId, batch);
        vouchers.withdrawn(itemId, batch, staff.actorKey(), reason, clock.instant());
        audit.record(
                staff,
                item.communityId(),
                "mall.vouchers-void",
                "item:" + itemId,
                "作废“%s”的券码 %d 个：%s".formatted(item.name(), gone, reason));
        if (gone > 0) {
            stock.change(staff, item, sites.online(item.communityId()).id(), Stock.Kind.VOID, -gone, batch, reason);
        }
        return gone;
    }

    /**
     * Gives a redemption a code that nobody has.
     *
     * @return false if there is none
     */
    public boolean give(Actor by, long itemId, long redemptionId) {
        return Optional.ofNullable(vouchers.nextFree(itemId))
                .or(() -> Optional.ofNullable(vouchers.nextFreeAfterOthers(itemId)))
                .filter(id -> vouchers.give(id, redemptionId) == 1)
                .filter(id -> vouchers.moved(id, by.actorKey(), "", clock.instant()) == 1)
                .isPresent();
    }

    /** The code of a redemption that ended unseen is anybody's again. */
    public void takeBack(Actor by, long redemptionId) {
        var given = vouchers.of(redemptionId);
        if (given == null || vouchers.takeBack(redemptionId) == 0) {
            throw new IllegalStateException("redemption " + redemptionId + " had no voucher");
        }
        vouchers.moved(given.id(), by.actorKey(), "", clock.instant());
    }

    /** The code that was given, in the clear: for its owner alone. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> of(long redemptionId) {
        return Optional.ofNullable(vouchers.of(redemptionId))
                .map(voucher -> vault.open(voucher.code(), COLUMN, voucher.id()));
    }

    static final class NoVoucherItem extends Refusal {
        NoVoucherItem() {
            super(HttpStatus.CONFLICT, "no-voucher-item", "这件商品不是券码，不能上传券码。");
        }
    }
}
