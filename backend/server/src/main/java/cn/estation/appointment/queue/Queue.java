package cn.estation.appointment.queue;

import cn.estation.appointment.QueueCalled;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.Desks.DeskClosed;
import cn.estation.appointment.hall.Halls;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with who waits: call the next, call again, begin, pause, go on, pass over, send on. Locks are taken in this
 * order: desk, line, entry; then the booking.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Queue {

    private final EntryMapper rows;
    private final Entries entries;
    private final Nearness nearness;
    private final Desks desks;
    private final Halls halls;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Queue(
            EntryMapper rows,
            Entries entries,
            Nearness nearness,
            Desks desks,
            Halls halls,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.entries = entries;
        this.nearness = nearness;
        this.desks = desks;
        this.halls = halls;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Calls whose turn it is to a desk.
     *
     * @throws NotFound if the desk is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     * @throws DeskNotOpen if nobody sits there
     * @throws SomebodyInFront if somebody is called or served there
     * @throws NobodyWaits if nobody waits for this desk
     */
    public Entry next(Staff staff, long deskId) {
        var desk = openDesk(staff, deskId);
        halls.holdLine(desk.lineId());
        if (rows.callNext(desk.lineId(), entries.today(), deskId, clock.instant()) == 0) {
            throw new NobodyWaits();
        }
        var called = entries.front(deskId).orElseThrow();
        step(staff, called, EntryStatus.WAITING, EntryStatus.CALLED, deskId, "", "叫号");
        events.publishEvent(new QueueCalled(
                called.id(),
                called.residentId(),
                called.cellId(),
                called.label(),
                called.title(),
                desk.name(),
                halls.hall(desk.hallId()).name()));
        nearness.look(desk.lineId());
        return called;
    }

    private Desk openDesk(Staff staff, long deskId) {
        var desk = desks.hold(staff, deskId);
        if (!desk.isOpen()) {
            throw new DeskNotOpen(desk);
        }
        entries.front(deskId).ifPresent(front -> {
            throw new SomebodyInFront(front);
        });
        return desk;
    }

    /**
     * Calls the number again.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotSo if it is not called
     */
    public void recall(Staff staff, long entryId) {
        var entry = entries.theirs(staff, entryId);
        require(entry, rows.recall(entryId, entry.calls(), clock.instant()));
        step(
                staff,
                entry,
                EntryStatus.CALLED,
                EntryStatus.CALLED,
                entry.deskId(),
                "第 %d 次".formatted(entry.calls() + 1),
                "再叫");
    }

    /**
     * The person has come to the desk.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotSo if the number is not called
     */
    public void serve(Staff staff, long entryId) {
        var entry = entries.theirs(staff, entryId);
        require(entry, rows.serve(entryId, clock.instant()));
        step(staff, entry, EntryStatus.CALLED, EntryStatus.SERVING, entry.deskId(), "", "开始办理");
    }

    /**
     * The person fetches something or fills in a form; the desk is free for the next.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotSo if nobody is served with this number
     */
    public void hold(Staff staff, long entryId, String reason) {
        var entry = entries.theirs(staff, entryId);
        require(entry, rows.hold(entryId));
        step(staff, entry, EntryStatus.SERVING, EntryStatus.ON_HOLD, entry.deskId(), reason, "暂停办理");
    }

    /**
     * Goes on with who was on hold, at this or another desk of the hall.
     *
     * @throws NotFound if it is not of the staff member's offices, or the desk is another hall's
     * @throws DeskNotOpen if nobody sits there
     * @throws SomebodyInFront if somebody is called or served there
     * @throws NotSo if the number is not on hold
     */
    public void resume(Staff staff, long entryId, long deskId) {
        var desk = openDesk(staff, deskId);
        var entry = entries.theirs(staff, entryId);
        if (entry.hallId() != desk.hallId()) {
            throw new NotFound();
        }
        require(entry, rows.resume(entryId, deskId));
        step(staff, entry, EntryStatus.ON_HOLD, EntryStatus.SERVING, deskId, "", "继续办理");
    }

    /**
     * Passes over who was called as often as the rule says and did not come. They may come back today.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws CalledTooSeldom if it was called less often
     * @throws NotSo if the number is not called
     */
    public void pass(Staff staff, long entryId) {
        var entry = entries.theirs(staff, entryId);
        int most = halls.hall(entry.hallId()).mostCalls();
        if (entry.is(EntryStatus.CALLED) && entry.calls() < most) {
            throw new CalledTooSeldom(entry, most);
        }
        require(entry, rows.pass(entryId, most));
        step(staff, entry, EntryStatus.CALLED, EntryStatus.PASSED, null, "叫了 %d 次没有来".formatted(entry.calls()), "过号");
    }

    /**
     * Somebody who was passed over is back, and waits behind who waits.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotSo if the number was not passed over, or it is of another day
     */
    public void restore(Staff staff, long entryId) {
        var entry = entries.theirs(staff, entryId);
        if (!entry.day().equals(entries.today())) {
            throw new NotSo(entry);
        }
        var place = TurnOrder.unbooked(halls.hall(entry.hallId()), clock.instant(), entry.elder(), true);
        require(entry, rows.restore(entryId, place));
        step(staff, entry, EntryStatus.PASSED, EntryStatus.WAITING, null, "过号后回来", "过号后回来");
    }

    /**
     * Takes a call back: the person keeps their place.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws NotSo if the number is not called
     */
    public void putBack(Staff staff, long entryId) {
        var entry = entries.theirs(staff, entryId);
        require(entry, rows.putBack(entryId, EntryStatus.CALLED));
        step(staff, entry, EntryStatus.CALLED, EntryStatus.WAITING, null, "放回", "放回");
    }

    /**
     * Sends somebody to another line or to one of its desks. The time of coming counts on.
     *
     * @param deskId the only desk that may call them, absent for any of the line
     * @throws NotFound if it is not of the staff member's offices, or the other is not of the same hall
     * @throws NobodyThere if no desk is open there
     * @throws NotSo if the number is passed over or done
     */
    public void transfer(Staff staff, long entryId, long lineId, @Nullable Long deskId) {
        var entry = entries.theirs(staff, entryId);
        var line = halls.line(lineId);
        if (line.hallId() != entry.hallId()) {
            throw new NotFound();
        }
        boolean there = desks.ofLine(lineId).stream()
                .filter(desk -> deskId == null || desk.id() == deskId)
                .anyMatch(Desk::isOpen);
        if (!there) {
            throw new NobodyThere();
        }
        boolean movable = entry.status().successors().contains(EntryStatus.WAITING) && !entry.is(EntryStatus.PASSED);
        halls.holdLine(entry.lineId());
        if (!movable) {
            throw new NotSo(entry);
        }
        require(entry, rows.transfer(entryId, entry.status(), lineId, deskId));
        step(staff, entry, entry.status(), EntryStatus.WAITING, null, "转到" + line.title(), "转窗口");
        nearness.look(entry.lineId());
    }

    /** Nobody sits at the desk any more: who was called waits again, who was served is on hold. */
    @EventListener
    void on(DeskClosed closed) {
        entries.front(closed.deskId()).ifPresent(front -> {
            if (front.is(EntryStatus.CALLED)) {
                require(front, rows.putBack(front.id(), EntryStatus.CALLED));
                entries.moved(front, EntryStatus.WAITING, null, closed.by(), "窗口关了");
            } else {
                require(front, rows.hold(front.id()));
                entries.moved(front, EntryStatus.ON_HOLD, closed.deskId(), closed.by(), "窗口关了");
            }
        });
        var desk = desks.find(closed.deskId()).orElseThrow(NotFound::new);
        rows.unbind(desk.lineId(), entries.today(), desk.id());
    }

    private void require(Entry entry, int rowsChanged) {
        if (rowsChanged != 1) {
            throw new NotSo(entries.find(entry.id()).orElse(entry));
        }
    }

    private void step(
            Actor by,
            Entry entry,
            EntryStatus from,
            EntryStatus to,
            @Nullable Long deskId,
            String reason,
            String said) {
        entries.moved(entry, from, to, deskId, by, reason);
        audit.record(by, entry.cellId(), "appointment.queue", "entry:" + entry.id(), entry.label() + " " + said + "。");
    }

    static final class DeskNotOpen extends Refusal {
        DeskNotOpen(Desk desk) {
            super(
                    HttpStatus.CONFLICT,
                    "desk-not-open",
                    "%s现在%s，请先开窗口再叫号。".formatted(desk.name(), desk.status().title()));
        }
    }

    static final class SomebodyInFront extends Refusal {
        SomebodyInFront(Entry front) {
            super(
                    HttpStatus.CONFLICT,
                    "somebody-in-front",
                    "%s%s，请先办完、暂停或放回，再叫下一位。"
                            .formatted(front.label(), front.status().title()));
        }
    }

    static final class NobodyWaits extends Refusal {
        NobodyWaits() {
            super(HttpStatus.CONFLICT, "nobody-waits", "现在没有人在等这个窗口。");
        }
    }

    static final class CalledTooSeldom extends Refusal {
        CalledTooSeldom(Entry entry, int most) {
            super(
                    HttpStatus.CONFLICT,
                    "called-too-seldom",
                    "%s才叫了 %d 次，叫满 %d 次没有来才能过号。".formatted(entry.label(), entry.calls(), most));
        }
    }

    static final class NobodyThere extends Refusal {
        NobodyThere() {
            super(HttpStatus.CONFLICT, "nobody-there", "要转去的窗口现在没有开，请换一个。");
        }
    }

    /** Somebody else was faster, or the page is old. */
    static final class NotSo extends Refusal {
        NotSo(Entry entry) {
            super(
                    HttpStatus.CONFLICT,
                    "entry-not-so",
                    "%s现在是“%s”，请刷新页面再操作。"
                            .formatted(entry.label(), entry.status().title()));
            getBody().setProperty("status", entry.status().name());
        }
    }
}
