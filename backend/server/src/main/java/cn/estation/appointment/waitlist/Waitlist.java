package cn.estation.appointment.waitlist;

import cn.estation.appointment.booking.Changing;
import cn.estation.appointment.booking.Eligibility;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.SlotView;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** People wait for a place in a full slot, in the order they came. */
@Service
public class Waitlist {

    static final String NAME = "appointment_waiting.name";
    static final String PHONE = "appointment_waiting.phone";

    private static final int MOST = 5;
    private static final Actor FORGETTING = () -> "system:appointment-forget";

    private final WaitingMapper waiting;
    private final Slots slots;
    private final Bookables bookables;
    private final Persons persons;
    private final Eligibility eligibility;
    private final Changing changing;
    private final Vault vault;
    private final Residents residents;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Waitlist(
            WaitingMapper waiting,
            Slots slots,
            Bookables bookables,
            Persons persons,
            Eligibility eligibility,
            Changing changing,
            Vault vault,
            Residents residents,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.waiting = waiting;
        this.slots = slots;
        this.bookables = bookables;
        this.persons = persons;
        this.eligibility = eligibility;
        this.changing = changing;
        this.vault = vault;
        this.residents = residents;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Waits for a place in a full slot.
     *
     * @throws NotFound if there is no such slot
     * @throws NothingToWaitFor if there is a place free, booking is not open, or fifty wait
     * @throws WaitsAlready if this person waits for it
     * @throws TooManyWaits beyond five waits of one account
     * @throws cn.estation.appointment.booking.OverLimit if the person could not take the place anyway
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Waiting join(Actor by, Party party, long slotId, @Nullable Long guideId, @Nullable String cardCode) {
        persons.hold(party.personKey());
        var slot = slots.find(slotId).orElseThrow(NotFound::new);
        var bookable = bookables.active(slot.bookableId());
        if (waiting.live(slotId, party.personKey()) != null) {
            throw new WaitsAlready();
        }
        var residentId = party.residentId();
        if (residentId != null && waiting.liveOfResident(residentId) >= MOST) {
            throw new TooManyWaits();
        }
        eligibility.require(party, bookable, slot, guideId, cardCode);
        long id = ids.next();
        var name = party.name();
        var phone = party.phone();
        var row = new Waiting(
                id,
                slotId,
                bookable.id(),
                slot.cellId(),
                residentId,
                party.personKey(),
                party.caredForId(),
                name == null ? null : vault.seal(name, NAME, id),
                phone == null ? null : vault.seal(phone, PHONE, id),
                phone == null ? null : persons.phoneIndex(phone),
                party.household(),
                party.consent(),
                party.elder(),
                guideId,
                cardCode,
                WaitingStatus.WAITING,
                "",
                null,
                clock.instant(),
                null);
        waiting.insert(row);
        waiting.record(ids.next(), id, null, WaitingStatus.WAITING, by.actorKey(), "", clock.instant());
        audit.record(by, slot.cellId(), "appointment.wait", "waiting:" + id, "排候补。");
        if (!slots.await(slotId, party.elder())) {
            var now = clock.instant();
            throw new NothingToWaitFor(SlotView.of(slots.find(slotId).orElseThrow(), party.elder(), now));
        }
        return row;
    }

    /**
     * Waits no more; a place that is offered is given back.
     *
     * @throws NotFound if it is not the resident's
     * @throws WaitsNoMore if it is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Waiting leave(Resident resident, long waitingId) {
        persons.hold(own(resident, waitingId).personKey());
        var row = own(resident, waitingId);
        if (row.status() == WaitingStatus.OFFERED) {
            // The booking first: who ends it ends this with it.
            changing.cancel(resident, Objects.requireNonNull(row.bookingId()), "");
            return own(resident, waitingId);
        }
        if (row.status() != WaitingStatus.WAITING || !move(row, WaitingStatus.LEFT, resident, "", null)) {
            throw new WaitsNoMore(own(resident, waitingId).status());
        }
        audit.record(resident, row.cellId(), "appointment.stop-waiting", "waiting:" + waitingId, "退出候补。");
        slots.stopWaiting(row.slotId());
        return own(resident, waitingId);
    }

    /**
     * Staff take somebody off the waitlist who asked them to.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws WaitsNoMore if it is over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Waiting leaveFor(Staff staff, long waitingId) {
        persons.hold(theirs(staff, waitingId).personKey());
        var row = theirs(staff, waitingId);
        if (row.status() == WaitingStatus.OFFERED) {
            changing.cancelFor(staff, Objects.requireNonNull(row.bookingId()), "");
            return theirs(staff, waitingId);
        }
        if (row.status() != WaitingStatus.WAITING || !move(row, WaitingStatus.LEFT, staff, "工作人员代为退出", null)) {
            throw new WaitsNoMore(theirs(staff, waitingId).status());
        }
        audit.record(staff, row.cellId(), "appointment.stop-waiting", "waiting:" + waitingId, "代为退出候补。");
        slots.stopWaiting(row.slotId());
        return theirs(staff, waitingId);
    }

    /** @throws NotFound if it is not of the staff member's offices */
    public Waiting theirs(Staff staff, long waitingId) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var row = Optional.ofNullable(waiting.selectById(waitingId)).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, row.cellId());
        return row;
    }

    /** Who waits in these offices or has been offered a place, the soonest slot and the first in line first. */
    public List<Waiting> live(Collection<Long> cells, @Nullable Long slotId, int most) {
        return cells.isEmpty() ? List.of() : waiting.liveOf(cells, slotId, most);
    }

    /** Masked names of those who wait, by entry. */
    public Map<Long, String> maskedNames(Collection<Waiting> some) {
        var accounts = residents.maskedNames(some.stream()
                .filter(row -> row.name() == null)
                .map(Waiting::residentId)
                .filter(Objects::nonNull)
                .toList());
        var names = new HashMap<Long, String>();
        for (var row : some) {
            var sealed = row.name();
            long owner = row.residentId() == null ? 0L : row.residentId();
            names.put(
                    row.id(),
                    sealed == null
                            ? accounts.getOrDefault(owner, "已注销")
                            : Mask.name(vault.open(sealed, NAME, row.id())));
        }
        return names;
    }

    /** @throws NotFound if it is not the resident's */
    public Waiting own(Resident resident, long waitingId) {
        return Optional.ofNullable(waiting.selectById(waitingId))
                .filter(row -> Objects.equals(row.residentId(), resident.id()))
                .orElseThrow(NotFound::new);
    }

    public Page<Waiting> ofResident(long residentId, PageQuery query) {
        return Page.of(waiting.ofResident(residentId, query.before(), query.limit()), query, Waiting::id);
    }

    /** Who waits for a place in a slot, the first first. */
    public List<Waiting> of(long slotId) {
        return waiting.ofSlot(slotId);
    }

    /** How many are before somebody who waits. */
    public int before(Waiting row) {
        return row.status() == WaitingStatus.WAITING ? waiting.before(row.slotId(), row.id()) : 0;
    }

    /** Waits no more for a forgotten resident, and keeps no name and no phone. Doing it again does nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(long residentId) {
        for (long id : waiting.liveIds(residentId)) {
            persons.hold(waiting.selectById(id).personKey());
            var row = waiting.selectById(id);
            if (row.status() == WaitingStatus.WAITING && move(row, WaitingStatus.LEFT, FORGETTING, "账号已注销", null)) {
                slots.stopWaiting(row.slotId());
            }
        }
        waiting.forget(residentId);
    }

    /** Changes an entry if it is still what was read. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean move(Waiting row, WaitingStatus to, Actor by, String note, @Nullable Long bookingId) {
        var now = clock.instant();
        boolean over = row.status().to(to).successors().isEmpty();
        int changed = waiting.move(row.id(), row.status(), to, note, bookingId, over ? now : null);
        if (changed == 1) {
            waiting.record(ids.next(), row.id(), row.status(), to, by.actorKey(), note, now);
        }
        return changed == 1;
    }

    static final class NothingToWaitFor extends Refusal {
        NothingToWaitFor(SlotView slot) {
            super(
                    HttpStatus.CONFLICT,
                    slot.free() > 0 ? "slot-has-places" : "cannot-wait",
                    slot.free() > 0 ? "这个时段还有号，直接预约就行。" : "这个时段现在不能候补，请换个时段。");
            getBody().setProperty("slot", slot);
        }
    }

    static final class WaitsAlready extends Refusal {
        WaitsAlready() {
            super(HttpStatus.CONFLICT, "already-waiting", "您已在候补这个时段，有号会通知您。");
        }
    }

    static final class TooManyWaits extends Refusal {
        TooManyWaits() {
            super(HttpStatus.CONFLICT, "too-many-waits", "最多同时候补 5 个时段，请先退出不需要的。");
        }
    }

    static final class NothingOffered extends Refusal {
        NothingOffered(int before) {
            super(HttpStatus.CONFLICT, "nothing-offered", "还没有空出的号，您前面有 %d 位；有号会马上通知您。".formatted(before));
        }
    }

    static final class WaitsNoMore extends Refusal {
        WaitsNoMore(WaitingStatus status) {
            super(HttpStatus.CONFLICT, "waits-no-more", "这次候补%s，不用再操作。".formatted(status.title()));
        }
    }
}
