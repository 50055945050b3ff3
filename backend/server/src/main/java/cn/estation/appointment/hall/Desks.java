package cn.estation.appointment.hall;

import cn.estation.appointment.absence.Disruptions;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who sits at which desk today. Every opening, pause and closing is a row, and what people missed by it is recorded. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Desks {

    /** From that long on a counter without anybody is a disruption. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LONGEST_REASON = 60;

    /** A desk is closed: nobody may stay in front of it. Heard inside the same transaction. */
    public record DeskClosed(long deskId, Actor by) {}

    private final DeskMapper desks;
    private final Halls halls;
    private final Slots slots;
    private final Disruptions disruptions;
    private final OpenTimes times;
    private final Authority authority;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Desks(
            DeskMapper desks,
            Halls halls,
            Slots slots,
            Disruptions disruptions,
            OpenTimes times,
            Authority authority,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.desks = desks;
        this.halls = halls;
        this.slots = slots;
        this.disruptions = disruptions;
        this.times = times;
        this.authority = authority;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Desk> ofHall(long hallId) {
        return desks.ofHall(hallId);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Desk> ofHalls(Collection<Long> hallIds) {
        return hallIds.isEmpty() ? List.of() : desks.ofHalls(hallIds);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Desk> ofLine(long lineId) {
        return desks.ofLine(lineId);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Desk> find(long id) {
        return Optional.ofNullable(desks.selectById(id));
    }

    /** True if anybody calls this line now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean anyOpen(long lineId) {
        return desks.ofLine(lineId).stream().anyMatch(Desk::isOpen);
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Desk theirs(Staff staff, long deskId) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var desk = find(deskId).filter(Desk::inUse).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, desk.cellId());
        return desk;
    }

    /**
     * The same, and what is done at this desk takes turns until the transaction ends.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     */
    public Desk hold(Staff staff, long deskId) {
        theirs(staff, deskId);
        return Optional.ofNullable(desks.lock(deskId)).orElseThrow(NotFound::new);
    }

    /**
     * Somebody sits down. What was to begin earlier today and found nobody is recorded as late.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws DeskMoved if somebody sits there
     */
    public Desk open(Staff staff, long deskId) {
        var desk = hold(staff, deskId);
        if (desk.isOpen() && Long.valueOf(staff.id()).equals(desk.staffId())) {
            return desk;
        }
        recordAbsence(staff, desk);
        move(staff, desk, DeskStatus.OPEN, staff.id(), "");
        return find(deskId).orElseThrow();
    }

    /**
     * Nobody is called for some time; the screen says why.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws DeskMoved if it is not open
     */
    public void pause(Staff staff, long deskId, String typed) {
        var desk = hold(staff, deskId);
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || !CleanText.isClean(reason)) {
            throw new BadInput("请写明暂停的原因，不超过 60 个字，屏幕上会显示。");
        }
        move(staff, desk, DeskStatus.PAUSED, desk.staffId(), reason);
    }

    /**
     * Nobody sits there any more; who stands in front goes back to their place.
     *
     * @throws NotFound if it is not of the staff member's offices
     */
    public void close(Staff staff, long deskId) {
        var desk = hold(staff, deskId);
        if (desk.status() != DeskStatus.CLOSED) {
            close(staff, desk);
        }
    }

    private void close(Actor by, Desk desk) {
        events.publishEvent(new DeskClosed(desk.id(), by));
        move(by, desk, DeskStatus.CLOSED, null, "");
    }

    /** Closes what was left open on a day before. */
    public boolean closeForgotten(Actor timer, long deskId) {
        var desk = desks.lock(deskId);
        boolean forgotten = desk != null && desk.status() != DeskStatus.CLOSED && isOfAnotherDay(desk.since());
        if (desk != null && forgotten) {
            close(timer, desk);
        }
        return forgotten;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Long> forgotten(int most) {
        return desks.forgotten(today().atStartOfDay(Time.CHINA).toInstant(), most);
    }

    private boolean isOfAnotherDay(Instant moment) {
        return LocalDate.ofInstant(moment, Time.CHINA).isBefore(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private void move(Actor by, Desk desk, DeskStatus to, @Nullable Long staffId, String reason) {
        boolean handOver = desk.isOpen() && to == DeskStatus.OPEN;
        if (!handOver && !desk.status().successors().contains(to)
                || desks.change(desk.id(), desk.status(), to, staffId, reason, clock.instant()) == 0) {
            throw new DeskMoved(desk);
        }
        desks.record(new DeskMapper.Move(
                ids.next(), desk.id(), desk.lineId(), desk.status(), to, by.actorKey(), reason, clock.instant()));
        audit.record(
                by,
                desk.cellId(),
                "appointment.desk",
                "desk:" + desk.id(),
                desk.name() + to.title() + (reason.isEmpty() ? "。" : "：" + reason));
    }

    /** Nobody was at any desk of the line until now: for whom that was too late, it was not their fault. */
    private void recordAbsence(Staff staff, Desk desk) {
        if (anyOpen(desk.lineId())) {
            return;
        }
        var now = clock.instant();
        var since = times.lastOpen(desk.lineId(), now);
        for (var bookable : halls.bookables(desk.lineId())) {
            missed(bookable, since, now)
                    .ifPresent(from -> disruptions.record(
                            (Actor) staff,
                            bookable.id(),
                            Disruptions.Kind.LATE,
                            from,
                            now,
                            desk.status() == DeskStatus.PAUSED ? "窗口暂停：" + desk.reason() : "窗口晚开"));
        }
    }

    /** From when today people could have come in vain: the first slot that was under way while nobody sat there. */
    private Optional<Instant> missed(Bookable bookable, Instant since, Instant now) {
        return slots.ofDay(bookable.id(), today()).stream()
                .filter(Slot::isOpen)
                .filter(slot -> slot.startsAt().isBefore(now.minus(PATIENCE))
                        && slot.endsAt().isAfter(since))
                .map(slot -> slot.startsAt().isBefore(since) ? since : slot.startsAt())
                .filter(from -> from.isBefore(now.minus(PATIENCE)))
                .min(Instant::compareTo);
    }

    /**
     * Adds a desk to a line, or brings back one of this name.
     *
     * @throws NotFound if the line is not of the staff member's offices
     * @throws NameTaken if another desk of the hall has the name
     */
    public void add(Staff staff, long lineId, String typed) {
        var line = halls.line(lineId);
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, line.hallId());
        var name = typed.strip();
        if (name.isEmpty() || name.length() > 20 || !CleanText.isClean(name)) {
            throw new BadInput("窗口名称为 1 到 20 个字，屏幕上会显示。");
        }
        if (desks.ofHall(hall.id()).stream().anyMatch(desk -> desk.name().equals(name))) {
            throw new NameTaken(name);
        }
        if (desks.revive(hall.id(), name, lineId) == 0) {
            desks.insert(new Desk(
                    ids.next(),
                    hall.id(),
                    lineId,
                    hall.cellId(),
                    name,
                    DeskStatus.CLOSED,
                    null,
                    "",
                    clock.instant(),
                    true));
        }
        audit.record(staff, hall.cellId(), "appointment.desk", "line:" + lineId, "添加窗口“" + name + "”。");
    }

    /**
     * Lets a desk call another line of its hall.
     *
     * @throws NotFound if it is not of the staff member's offices, or the line is another hall's
     * @throws DeskMoved if somebody sits there
     */
    public void assign(Staff staff, long deskId, long lineId) {
        var desk = managed(staff, deskId);
        var line = halls.line(lineId);
        if (line.hallId() != desk.hallId()) {
            throw new NotFound();
        }
        if (desks.assign(deskId, lineId) == 0) {
            throw new DeskMoved(desk);
        }
        audit.record(
                staff, desk.cellId(), "appointment.desk", "desk:" + deskId, desk.name() + "改叫“" + line.title() + "”。");
    }

    /**
     * Takes a desk away; what was done there stays.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws DeskMoved if somebody sits there
     */
    public void retire(Staff staff, long deskId) {
        var desk = managed(staff, deskId);
        if (desks.retire(deskId) == 0) {
            throw new DeskMoved(desk);
        }
        audit.record(staff, desk.cellId(), "appointment.desk", "desk:" + deskId, "撤掉窗口“" + desk.name() + "”。");
    }

    private Desk managed(Staff staff, long deskId) {
        halls.require(staff, Permission.MANAGE_CALENDARS);
        var desk = find(deskId).filter(Desk::inUse).orElseThrow(NotFound::new);
        halls.theirs(staff, Permission.MANAGE_CALENDARS, desk.hallId());
        return Optional.ofNullable(desks.lock(deskId)).orElseThrow(NotFound::new);
    }

    static final class DeskMoved extends Refusal {
        DeskMoved(Desk desk) {
            super(
                    HttpStatus.CONFLICT,
                    "desk-not-so",
                    desk.status() == DeskStatus.CLOSED
                            ? "%s还没有开，请先开窗口。".formatted(desk.name())
                            : "%s%s，请先关窗口再改。"
                                    .formatted(desk.name(), desk.status().title()));
        }
    }

    static final class NameTaken extends Refusal {
        NameTaken(String name) {
            super(HttpStatus.CONFLICT, "desk-name-taken", "这个大厅已有“%s”，请换一个名称。".formatted(name));
        }
    }
}
