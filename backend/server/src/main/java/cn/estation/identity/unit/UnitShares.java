package cn.estation.identity.unit;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Consents;
import cn.estation.identity.Members;
import cn.estation.identity.PrivacyNotice;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What members let their unit see. Without a consent of its own (个人信息保护法 23, 29) a unit sees nothing, not even how many
 * of its people registered: from a number and the names of those who agreed the others could be told.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class UnitShares {

    private final UnitMapper units;
    private final Residents residents;
    private final Members members;
    private final Consents consents;
    private final PrivacyNotice notice;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    UnitShares(
            UnitMapper units,
            Residents residents,
            Members members,
            Consents consents,
            PrivacyNotice notice,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.units = units;
        this.residents = residents;
        this.members = members;
        this.consents = consents;
        this.notice = notice;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lets one unit see so much, instead of whatever was agreed before.
     *
     * @throws NotFound if there is no such unit in use
     * @throws NoRegistration if the resident is registered nowhere
     */
    UnitMapper.Share give(Resident resident, long unitId, UnitDetail detail) {
        residents.hold(resident.id());
        var unit = units.hold(unitId);
        if (unit == null || !unit.active()) {
            throw new NotFound();
        }
        long community =
                members.activeOf(resident.id()).orElseThrow(NoRegistration::new).communityId();
        var before = units.open(resident.id());
        if (before != null && before.unitId() == unitId && before.detail() == detail) {
            return before;
        }
        var now = clock.instant();
        units.withdraw(resident.id(), now);
        consents.give(resident.id(), Consents.Purpose.UNIT, "MINI_PROGRAM");
        units.share(ids.next(), resident.id(), unitId, detail, notice.version(), now);
        audit.record(
                resident,
                community,
                "unit.share",
                "resident:" + resident.id(),
                "同意向单位 unit:%d 提供：%s".formatted(unitId, detail.title()));
        return open(resident.id()).orElseThrow();
    }

    /** What stands now. */
    @Transactional
    Optional<UnitMapper.Share> open(long residentId) {
        return Optional.ofNullable(units.open(residentId));
    }

    /** Closes what a resident let their unit see, with the consent. Doing it again does nothing. */
    public void withdraw(long residentId, Actor actor, String why) {
        residents.hold(residentId);
        consents.withdraw(residentId, Consents.Purpose.UNIT);
        if (units.withdraw(residentId, clock.instant()) > 0) {
            audit.record(actor, 0, "unit.withdraw", "resident:" + residentId, why);
        }
    }

    /** Closes everything that a unit was let to see. */
    void closeAll(Actor actor, long unitId) {
        units.sharing(unitId).forEach(resident -> withdraw(resident, actor, "单位停用"));
    }

    static final class NoRegistration extends Refusal {
        NoRegistration() {
            super(HttpStatus.CONFLICT, "no-registration", "您还没有在册的报到，报到确认后再选择给本单位看什么。");
        }
    }
}
