package cn.estation.mall.order;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Members;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.mall.ItemRedeemed;
import cn.estation.mall.shelf.Budgets;
import cn.estation.mall.shelf.Item;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Period;
import cn.estation.mall.shelf.Shelving;
import cn.estation.mall.shelf.Stock;
import cn.estation.mall.shelf.Vouchers;
import cn.estation.points.Ledger;
import cn.estation.points.PointsLedger;
import cn.estation.points.PointsSource;
import cn.estation.points.Posting;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Trades points for things. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Redeeming {

    static final String SOURCE = "redemption";
    static final String CODE = "mall_redemption.code";

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 HH:mm").withZone(Time.CHINA);

    private final Shelving shelf;
    private final Stock stock;
    private final Vouchers vouchers;
    private final Budgets budgets;
    private final Households households;
    private final RedemptionMapper redemptions;
    private final Orders orders;
    private final PointsLedger points;
    private final Members members;
    private final Vault vault;
    private final BlindIndex index;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Redeeming(
            Shelving shelf,
            Stock stock,
            Vouchers vouchers,
            Budgets budgets,
            Households households,
            RedemptionMapper redemptions,
            Orders orders,
            PointsLedger points,
            Members members,
            Vault vault,
            BlindIndex index,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.shelf = shelf;
        this.stock = stock;
        this.vouchers = vouchers;
        this.budgets = budgets;
        this.households = households;
        this.redemptions = redemptions;
        this.orders = orders;
        this.points = points;
        this.members = members;
        this.vault = vault;
        this.index = index;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whose household a redemption counts for, and out of which budget it is paid; either may be absent. */
    private record Counted(@Nullable Long household, Budgets.@Nullable Budget budget) {}

    /**
     * Trades points for one unit of an item, to be collected at a site. The debit, the order and the stock change commit
     * together.
     *
     * <p>Whatever only this buyer waits for comes first, then the household, then what all buyers share: the budget and, last
     * of all, the stock.
     *
     * @param siteId where it will be collected; absent if the item is at one site only
     * @param expectedPrice what the resident was shown, absent if they take any price
     * @throws NotFound if there is no such item
     * @throws BadInput if there is a choice of sites and none was made, or the item is not at this one
     * @throws NotListed if the item is not on the shelf, or not any more
     * @throws NotOpenYet before the time at which it opens
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the item's community
     * @throws PriceChanged if the price is another by now
     * @throws LimitReached if the resident, or their household, has had as many as they may
     * @throws cn.estation.points.InsufficientPoints if the balance does not cover the price
     * @throws Budgets.BudgetNotSet if the community keeps budgets and has none for this year
     * @throws Budgets.BudgetSpent if the community has no money left for it
     * @throws OutOfStock if the last unit is gone
     */
    Redemption redeem(Resident resident, long itemId, @Nullable Long siteId, @Nullable Long expectedPrice) {
        points.hold(resident.id());
        var item = shelf.find(itemId).orElseThrow(NotFound::new);
        refuseUnlessForSale(item);
        var open = open(item);
        if (expectedPrice != null && expectedPrice != item.price()) {
            throw new PriceChanged(item);
        }
        members.requireActive(resident.id(), item.communityId());
        var site = site(open, siteId);
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, Time.CHINA);
        refuseOverPersonalLimit(resident, item, day);
        if (site.quantity() == 0) {
            throw new OutOfStock(item.name());
        }
        var household = household(resident, item, day);
        var budget = item.costCents() == 0
                ? null
                : budgets.payingIn(day.getYear(), item.communityId()).orElse(null);
        var redemption = order(resident, item, site, new Counted(household, budget), now);
        pay(redemption);
        if (item.kind() == ItemKind.VOUCHER && !vouchers.give(resident, itemId, redemption.id())) {
            throw new OutOfStock(item.name());
        }
        if (budget != null) {
            budgets.spend(budget, item.costCents());
        }
        // Last, because every buyer waits on this row and none should wait for the rest.
        if (!stock.takeOne(item, site.siteId())) {
            throw whyNot(item);
        }
        return redemption;
    }

    /** The sites where it can be had. That all are empty is said before anything about the buyer, as the gate says it. */
    private List<Stock.Held> open(Item item) {
        var open = stock.of(List.of(item.id())).getOrDefault(item.id(), List.of()).stream()
                .filter(Stock.Held::inUse)
                .toList();
        if (open.stream().allMatch(one -> one.quantity() == 0)) {
            throw new OutOfStock(item.name());
        }
        return open;
    }

    private static Stock.Held site(List<Stock.Held> open, @Nullable Long siteId) {
        if (siteId == null && open.size() > 1) {
            throw new BadInput("请选择领取点。");
        }
        return open.stream()
                .filter(one -> siteId == null || one.siteId() == siteId)
                .findFirst()
                .orElseThrow(() -> new BadInput("这件商品不在您选的领取点，请重新选择。"));
    }

    /** Under the buyer's lock, counted from what the buyer has: nothing is kept that could go wrong. */
    private void refuseOverPersonalLimit(Resident resident, Item item, LocalDate day) {
        var limit = item.perPerson();
        if (limit != null
                && redemptions.had(resident.id(), item.id(), item.personPeriod().first(day)) >= limit) {
            throw new LimitReached(item, "每人", item.personPeriod(), limit);
        }
    }

    private @Nullable Long household(Resident resident, Item item, LocalDate day) {
        var limit = item.perHousehold();
        if (limit == null) {
            return null;
        }
        var household = households.hold(resident.id());
        var since = item.householdPeriod().first(day);
        if (redemptions.householdHad(household, item.id(), since) >= limit) {
            throw new LimitReached(item, "每户", item.householdPeriod(), limit);
        }
        return household.id();
    }

    private void pay(Redemption redemption) {
        long price = redemption.price();
        points.debit(new Posting(
                Ledger.POINTS,
                redemption.residentId(),
                redemption.communityId(),
                price,
                new PointsSource(SOURCE, redemption.id()),
                price + " 分/件",
                "兑换“%s”1 件 × %d 分/件 = -%d 分".formatted(redemption.itemName(), price, price),
                ""));
    }

    private Redemption order(Resident resident, Item item, Stock.Held site, Counted counted, Instant now) {
        long id = ids.next();
        var code = Codes.next();
        var expires = lastMoment(now, item.collectDays());
        var budget = counted.budget();
        var redemption = new Redemption(
                id,
                item.id(),
                item.communityId(),
                site.siteId(),
                resident.id(),
                item.name(),
                item.kind(),
                item.price(),
                item.perPerson(),
                item.personPeriod(),
                counted.household(),
                item.perHousehold(),
                item.householdPeriod(),
                item.costCents(),
                budget == null ? null : budget.id(),
                item.supplierId(),
                RedemptionStatus.READY,
                vault.seal(code, CODE, id),
                index.of(CODE, code),
                now,
                LocalDate.ofInstant(now, Time.CHINA),
                expires,
                item.cancelHours() == null ? expires : now.plus(Duration.ofHours(item.cancelHours())),
                item.returnDays(),
                null);
        orders.made(redemption, resident);
        audit.record(
                resident,
                item.communityId(),
                "mall.redeem",
                "redemption:" + id,
                "兑换“%s”，%d 分。".formatted(item.name(), item.price()));
        events.publishEvent(new ItemRedeemed(
                id,
                resident.id(),
                item.communityId(),
                item.name(),
                item.price(),
                site.where(),
                redemption.expiresAt()));
        return redemption;
    }

    /** Midnight in China after the last day to collect. */
    private static Instant lastMoment(Instant now, int days) {
        return LocalDate.ofInstant(now, Time.CHINA)
                .plusDays(days + 1L)
                .atStartOfDay(Time.CHINA)
                .toInstant();
    }

    private void refuseUnlessForSale(Item item) {
        var now = clock.instant();
        if (!item.listed() || item.over(now)) {
            throw new NotListed(item);
        }
        if (item.notYetOpen(now)) {
            throw new NotOpenYet(item);
        }
    }

    private Refusal whyNot(Item before) {
        var item = shelf.find(before.id()).orElseThrow(NotFound::new);
        if (!item.listed() || item.over(clock.instant())) {
            return new NotListed(item);
        }
        return item.price() == before.price() ? new OutOfStock(item.name()) : new PriceChanged(item);
    }

    static final class NotListed extends Refusal {
        NotListed(Item item) {
            super(HttpStatus.CONFLICT, "item-not-listed", "“%s”已下架。".formatted(item.name()));
        }
    }

    static final class NotOpenYet extends Refusal {
        NotOpenYet(Item item) {
            super(
                    HttpStatus.CONFLICT,
                    "not-open-yet",
                    "“%s”%s 开始兑换，请到时再来。"
                            .formatted(item.name(), item.opensAt() == null ? "稍后" : WHEN.format(item.opensAt())));
        }
    }

    static final class PriceChanged extends Refusal {
        PriceChanged(Item item) {
            super(
                    HttpStatus.CONFLICT,
                    "price-changed",
                    "“%s”现在是 %d 分，与您看到的不同，请确认后再兑换。".formatted(item.name(), item.price()));
        }
    }

    static final class LimitReached extends Refusal {
        LimitReached(Item item, String whose, Period period, int most) {
            super(
                    HttpStatus.CONFLICT,
                    "limit-reached",
                    "“%s”%s%s限兑 %d 件，已兑满。"
                            .formatted(item.name(), whose, period == Period.EVER ? "" : period.title(), most));
        }
    }

    static final class OutOfStock extends Refusal {
        OutOfStock(String name) {
            super(HttpStatus.CONFLICT, "out-of-stock", "“%s”已兑完。".formatted(name));
        }
    }
}
