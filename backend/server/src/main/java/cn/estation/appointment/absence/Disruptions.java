package cn.estation.appointment.absence;

import cn.estation.appointment.calendar.Bookables;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When a counter opened late, lagged behind or did not open: who did not come then is not to blame. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Disruptions {

    /** How it failed. */
    public enum Kind {
        LATE,
        CLOSED
    }

    private final AbsenceMapper absences;
    private final Bookables bookables;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Disruptions(AbsenceMapper absences, Bookables bookables, AuditTrail audit, Ids ids, Clock clock) {
        this.absences = absences;
        this.bookables = bookables;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Staff record it.
     *
     * @throws NotFound if the thing is not of the staff member's offices
     * @throws BadInput if it ends before it begins, or lasts longer than a day
     */
    public void record(Staff staff, long bookableId, Kind kind, Instant from, Instant to, String reason) {
        bookables.theirs(staff, Permission.SERVE_APPOINTMENTS, bookableId);
        record((Actor) staff, bookableId, kind, from, to, reason);
    }

    /** The queue itself notices it. */
    public void record(Actor by, long bookableId, Kind kind, Instant from, Instant to, String reason) {
        if (!from.isBefore(to) || Duration.between(from, to).toHours() > 24) {
            throw new BadInput("结束时间应晚于开始时间，一次不超过一天。");
        }
        var bookable = bookables.find(bookableId).orElseThrow(NotFound::new);
        absences.disrupted(new AbsenceMapper.Disruption(
                ids.next(), bookable.cellId(), bookableId, kind, from, to, reason, by.actorKey(), clock.instant()));
        audit.record(
                by,
                bookable.cellId(),
                "appointment.disruption",
                "bookable:" + bookableId,
                (kind == Kind.LATE ? "晚开或拖延：" : "没有开：") + reason);
    }
}
