package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.kernel.Actor;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Knows which staff are residents too, so that nobody decides about themselves. */
@Service
public class StaffResidents {

    private final StaffResidentMapper links;
    private final PhoneBinding phones;
    private final AuditTrail audit;
    private final Clock clock;

    StaffResidents(StaffResidentMapper links, PhoneBinding phones, AuditTrail audit, Clock clock) {
        this.links = links;
        this.phones = phones;
        this.audit = audit;
        this.clock = clock;
    }

    /** The resident that a staff member is, if that is known. */
    public Optional<Long> residentOf(long staffId) {
        return Optional.ofNullable(links.residentOf(staffId));
    }

    /** The same by login. */
    public Optional<Long> residentOf(String login) {
        return Optional.ofNullable(links.residentOfLogin(login));
    }

    /** Keeps that this staff member is this resident. Another resident for the same staff member replaces the first. */
    @Transactional
    public void link(Actor by, long staffId, long residentId) {
        links.link(staffId, residentId, by.actorKey(), clock.instant());
        audit.record(by, 0, "identity.link-staff", "staff:" + staffId, "记下工作人员对应的居民账号。");
    }

    /**
     * The same for the one resident who has bound this phone.
     *
     * @return false if nobody has, or several
     */
    @Transactional
    public boolean link(Actor by, long staffId, String phone) {
        var found = phones.residentsWith(phone);
        if (found.size() != 1) {
            return false;
        }
        link(by, staffId, found.getFirst());
        return true;
    }
}
