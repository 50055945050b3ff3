package cn.estation.mall.order;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.mall.RedemptionCollected;
import cn.estation.mall.shelf.ItemKind;
import cn.estation.mall.shelf.Site;
import cn.estation.mall.shelf.Sites;
import cn.estation.mall.shelf.Vouchers;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counter: a code is honoured once, at the site it was redeemed for. Codes of merchants are shown instead. */
@Service
class Collecting {

    static final int WRONG_CODES_ALLOWED = 10;
    private static final Duration WRONG_CODES_COUNT_FOR = Duration.ofMinutes(10);
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(Time.CHINA);

    private final RedemptionMapper redemptions;
    private final Orders orders;
    private final CollectionCodes codes;
    private final Vouchers vouchers;
    private final Sites sites;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Collecting(
            RedemptionMapper redemptions,
            Orders orders,
            CollectionCodes codes,
            Vouchers vouchers,
            Sites sites,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.redemptions = redemptions;
        this.orders = orders;
        this.codes = codes;
        this.vouchers = vouchers;
        this.sites = sites;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The redemption that was scanned or typed. Runs before the command's transaction, so that a wrong code stays counted
     * though it is refused.
     *
     * @throws Authority.NotAllowed if the staff member hands out nothing anywhere
     * @throws TooManyWrongCodes after ten wrong codes in ten minutes
     * @throws CollectionCodes.OldPicture if it was scanned too late
     * @throws WrongCode if there is no such code, or it is for another community's desk
     */
    @Transactional(propagation = Propagation.NEVER)
    long find(Staff staff, String typed) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        var now = clock.instant();
        if (redemptions.wrongCodes(staff.id(), now.minus(WRONG_CODES_COUNT_FOR)) >= WRONG_CODES_ALLOWED) {
            throw new TooManyWrongCodes();
        }
        var found = codes.read(typed)
                .filter(redemption -> redemption.kind() != ItemKind.VOUCHER)
                .filter(redemption -> authority
                        .communityIds(staff, Permission.COLLECT_REDEMPTIONS)
                        .contains(redemption.communityId()));
        if (found.isEmpty()) {
            redemptions.wrongCode(ids.next(), staff.id(), now);
            audit.refused(staff, 0, "mall.collect", "redemption:0", "领取码不正确。");
            throw new WrongCode();
        }
        return found.get().id();
    }

    /**
     * Hands it over.
     *
     * @param siteId where the staff member stands; absent if the community has one counter only
     * @throws Authority.NotAllowed if the staff member hands out nothing anywhere
     * @throws NotFound if it is for another community's desk
     * @throws BadInput if it matters where they stand, and they have not said it
     * @throws WrongSite if it is to be collected elsewhere
     * @throws NotToCollect if it was handed over before, was given back, or is past its time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Redemption collect(Staff staff, long redemptionId, @Nullable Long siteId) {
        var redemption = orders.find(redemptionId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.COLLECT_REDEMPTIONS, redemption.communityId());
        requireSite(redemption, siteId);
        return handOver(staff, redemption);
    }

    private void requireSite(Redemption redemption, @Nullable Long siteId) {
        if (siteId == null) {
            if (sites.counters(List.of(redemption.communityId())).size() > 1) {
                throw new BadInput("请先选择您所在的领取点。");
            }
        } else if (siteId != redemption.siteId()) {
            throw new WrongSite(sites.find(redemption.siteId()).orElseThrow());
        }
    }

    /**
     * Shows a buyer the merchant's code, once and for all: from now on it can neither be cancelled nor expire.
     *
     * @throws NotFound if it is not the resident's own, or is no code of a merchant
     * @throws NotToCollect if it was given back or is past its time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    String reveal(Resident resident, long redemptionId) {
        var redemption = voucher(resident, redemptionId);
        if (redemption.status() != RedemptionStatus.COLLECTED) {
            handOver(resident, redemption);
        }
        return vouchers.of(redemptionId).orElseThrow();
    }

    /**
     * The merchant's code a buyer has seen before.
     *
     * @throws NotFound if it is not the resident's own, or is no code of a merchant
     * @throws NotToCollect if they have not, or it was given back
     */
    String seen(Resident resident, long redemptionId) {
        var redemption = voucher(resident, redemptionId);
        if (redemption.status() != RedemptionStatus.COLLECTED) {
            throw new NotToCollect(redemption);
        }
        return vouchers.of(redemptionId).orElseThrow();
    }

    private Redemption voucher(Resident resident, long redemptionId) {
        var redemption = orders.own(resident, redemptionId);
        if (redemption.kind() != ItemKind.VOUCHER) {
            throw new NotFound();
        }
        return redemption;
    }

    private Redemption handOver(Actor by, Redemption redemption) {
        if (redemptions.collect(redemption.id(), clock.instant()) == 0) {
            throw new NotToCollect(orders.find(redemption.id()).orElseThrow());
        }
        // From READY, as the guard found it: what was read before may be older.
        orders.moved(redemption.id(), RedemptionStatus.READY, RedemptionStatus.COLLECTED, by, "");
        audit.record(
                by,
                redemption.communityId(),
                "mall.collect",
                "redemption:" + redemption.id(),
                "领取“" + redemption.itemName() + "”。");
        events.publishEvent(new RedemptionCollected(
                redemption.id(), redemption.residentId(), redemption.communityId(), redemption.itemName()));
        return orders.find(redemption.id()).orElseThrow();
    }

    static final class WrongCode extends Refusal {
        WrongCode() {
            super(HttpStatus.CONFLICT, "collection-code-wrong", "没有找到这个领取码，请核对后重新输入，并确认是在本社区领取。");
        }
    }

    static final class TooManyWrongCodes extends Refusal {
        TooManyWrongCodes() {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-wrong-codes", "输错的领取码太多，请 10 分钟后再试。");
        }
    }

    static final class WrongSite extends Refusal {
        WrongSite(Site site) {
            super(HttpStatus.CONFLICT, "wrong-site", "这件要到“%s”领取，请居民去那里。".formatted(site.where()));
        }
    }

    static final class NotToCollect extends Refusal {
        NotToCollect(Redemption redemption) {
            super(HttpStatus.CONFLICT, "redemption-not-to-collect", sentence(redemption));
        }

        private static String sentence(Redemption redemption) {
            if (redemption.collectedAt() != null) {
                return "这个领取码已于 %s 领取，不能重复领取。".formatted(WHEN.format(redemption.collectedAt()));
            }
            if (redemption.status() != RedemptionStatus.READY) {
                return "这笔兑换%s，积分已退回，不能再领取。".formatted(redemption.status().title());
            }
            return redemption.kind() == ItemKind.VOUCHER ? "还没有查看过券码，或已过期限。" : "已过领取期限，不能再领取；积分会自动退回。";
        }
    }
}
