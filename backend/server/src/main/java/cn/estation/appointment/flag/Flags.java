package cn.estation.appointment.flag;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Raises flags and lets staff clear them with a word about it. */
@Service
public class Flags {

    private final FlagMapper flags;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Flags(FlagMapper flags, Authority authority, AuditTrail audit, Ids ids, Clock clock) {
        this.flags = flags;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Raises a flag on a booking. True if there was none for this reason. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean raise(long bookingId, long cellId, FlagReason reason, String detail) {
        boolean first = flags.pending(List.of(bookingId)).stream().noneMatch(flag -> flag.reason() == reason);
        flags.raise(ids.next(), bookingId, cellId, reason, detail, clock.instant());
        return first;
    }

    /** Flags that nobody has dealt with, of these bookings. */
    public List<Flag> pending(Collection<Long> bookingIds) {
        return bookingIds.isEmpty() ? List.of() : flags.pending(bookingIds);
    }

    /** Flags that nobody has dealt with, of these offices, newest first. */
    public Page<Flag> page(Collection<Long> cells, PageQuery query) {
        return cells.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(flags.ofCells(cells, query.before(), query.limit()), query, Flag::id);
    }

    /**
     * Staff say that the booking can stay as it is.
     *
     * @throws NotFound if there is no such flag in the staff member's offices
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void clear(Staff staff, long flagId, String note) {
        var flag = Optional.ofNullable(flags.find(flagId)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, flag.cellId());
        if (flags.clear(flagId, staff.actorKey(), note, clock.instant()) == 1) {
            audit.record(
                    staff,
                    flag.cellId(),
                    "appointment.unflag",
                    "appointment:" + flag.bookingId(),
                    flag.reason().title() + "，维持原预约：" + note);
        }
    }

    /** True if staff have looked at this before and let the booking stand. */
    public boolean wasCleared(long bookingId, FlagReason reason) {
        return flags.cleared(bookingId, reason) > 0;
    }

    /** Whom it concerns says that the booking can stay. False if nothing was raised for this reason. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean accept(long bookingId, FlagReason reason, Actor by, String note) {
        return flags.clearOne(bookingId, reason, by.actorKey(), note, clock.instant()) > 0;
    }

    /** What ended needs no attention any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(long bookingId, Actor by, String note) {
        flags.clearAll(bookingId, by.actorKey(), note, clock.instant());
    }

    /** What was flagged is as it was again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void undo(long bookingId, FlagReason reason, Actor by) {
        flags.clearOne(bookingId, reason, by.actorKey(), "已恢复", clock.instant());
    }
}
