package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.registration.Registrations;
import cn.estation.identity.session.ResidentSessions;
import cn.estation.kernel.Actor;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes what is known about a resident. What stays is an id that belongs to nobody: points and tasks keep adding up,
 * and the trail keeps telling what happened.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Forgetting {

    private final ResidentMapper residents;
    private final ResidentSessions sessions;
    private final Registrations registrations;
    private final Consents consents;
    private final Homes homes;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Forgetting(
            ResidentMapper residents,
            ResidentSessions sessions,
            Registrations registrations,
            Consents consents,
            Homes homes,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.residents = residents;
        this.sessions = sessions;
        this.registrations = registrations;
        this.consents = consents;
        this.homes = homes;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Forgets everything. Doing it again does nothing. */
    void forget(long residentId, Actor actor, String why) {
        var row = residents.lock(residentId) == null ? null : residents.find(residentId);
        var now = clock.instant();
        if (row == null || residents.forget(residentId, now) == 0) {
            return;
        }
        homes.forget(residentId, actor, why);
        residents.unlink(residentId);
        residents.withdrawAll(residentId, now);
        sessions.revokeAll(residentId, "FORGOTTEN");
        registrations.forget(residentId, actor, why);
        var communityId = row.communityId();
        audit.record(actor, communityId == null ? 0 : communityId, "resident.forget", "resident:" + residentId, why);
        events.publishEvent(new ResidentForgotten(residentId));
    }

    /** Forgets the phone number only. */
    void forgetPhone(long residentId, Actor actor, String why) {
        residents.lock(residentId);
        residents.phone(residentId, null, null);
        consents.withdraw(residentId, Consents.Purpose.PHONE);
        audit.record(actor, 0, "resident.forget-phone", "resident:" + residentId, why);
    }
}
