package cn.estation.mall;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.privacy.BlindIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counter: a code is honoured once, at a desk of the item's community. */
@Service
class Collecting {

    static final int WRONG_CODES_ALLOWED = 10;
    private static final Duration WRONG_CODES_COUNT_FOR = Duration.ofMinutes(10);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("M月d日 HH:mm");

    private final RedemptionMapper redemptions;
    private final BlindIndex index;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Collecting(
            RedemptionMapper redemptions,
            BlindIndex index,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.redemptions = redemptions;
        this.index = index;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The redemption a code stands for. Runs before the command's transaction, so that a wrong code stays counted
     * though it is refused.
     *
     * @throws Authority.NotAllowed if the staff member hands out nothing anywhere
     * @throws TooManyWrongCodes after ten wrong codes in ten minutes
     * @throws WrongCode if there is no such code, or it is for another community's desk
     */
    @Transactional(propagation = Propagation.NEVER)
    long find(Staff staff, String typed) {
        authority.require(staff, Permission.COLLECT_REDEMPTIONS);
        var now = clock.instant();
        if (redemptions.wrongCodes(staff.id(), now.minus(WRONG_CODES_COUNT_FOR)) >= WRONG_CODES_ALLOWED) {
            throw new TooManyWrongCodes();
        }
        var found = redemptions.byCode(index.of(Redeeming.CODE, Codes.normalize(typed)));
        if (found == null
                || !authority
                        .communityIds(staff, Permission.COLLECT_REDEMPTIONS)
                        .contains(found.communityId())) {
            redemptions.wrongCode(ids.next(), staff.id(), now);
            audit.refused(staff, 0, "mall.collect", "redemption:0", "领取码不正确。");
            throw new WrongCode();
        }
        return found.id();
    }

    /**
     * Hands it over.
     *
     * @throws Authority.NotAllowed if the staff member hands out nothing anywhere
     * @throws cn.estation.kernel.NotFound if it is for another community's desk
     * @throws NotToCollect if it was handed over before, was given back, or is past its time
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Redemption collect(Staff staff, long redemptionId) {
        var redemption = redemptions.find(redemptionId).orElseThrow();
        authority.require(staff, Permission.COLLECT_REDEMPTIONS, redemption.communityId());
        var now = clock.instant();
        if (redemptions.collect(redemptionId, now) == 0) {
            throw new NotToCollect(redemptions.find(redemptionId).orElseThrow());
        }
        redemptions.record(new RedemptionMapper.Move(
                ids.next(),
                redemptionId,
                RedemptionStatus.READY,
                RedemptionStatus.READY.to(RedemptionStatus.COLLECTED),
                staff.actorKey(),
                "",
                now));
        audit.record(
                staff,
                redemption.communityId(),
                "mall.collect",
                "redemption:" + redemptionId,
                "领取“" + redemption.itemName() + "”。");
        events.publishEvent(new RedemptionCollected(
                redemptionId, redemption.residentId(), redemption.communityId(), redemption.itemName()));
        return redemptions.find(redemptionId).orElseThrow();
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

    static final class NotToCollect extends Refusal {
        NotToCollect(Redemption redemption) {
            super(HttpStatus.CONFLICT, "redemption-not-to-collect", sentence(redemption));
        }

        private static String sentence(Redemption redemption) {
            if (redemption.collectedAt() != null) {
                return "这个领取码已于 %s 领取，不能重复领取。"
                        .formatted(WHEN.format(redemption.collectedAt().atZone(Time.CHINA)));
            }
            return redemption.status() == RedemptionStatus.READY
                    ? "已过领取期限，不能再领取；积分会自动退回。"
                    : "这笔兑换%s，积分已退回，不能再领取。".formatted(redemption.status().title());
        }
    }
}
