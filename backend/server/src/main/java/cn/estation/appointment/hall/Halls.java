package cn.estation.appointment.hall;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.audit.AuditTrail;
import cn.estation.grid.Counter;
import cn.estation.grid.Grid;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Halls with their lines. Whatever is booked at a counter has a line from the first arrival on, one of its own; staff may
 * let several share one.
 */
@Service
public class Halls {

    private static final int MOST_HALLS = 500;

    private final HallMapper halls;
    private final DeskMapper desks;
    private final Bookables bookables;
    private final ServicePoints points;
    private final Grid grid;
    private final Authority authority;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Halls(
            HallMapper halls,
            DeskMapper desks,
            Bookables bookables,
            ServicePoints points,
            Grid grid,
            Authority authority,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.halls = halls;
        this.desks = desks;
        this.bookables = bookables;
        this.points = points;
        this.grid = grid;
        this.authority = authority;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws NotFound if there is no such hall */
    public Hall hall(long id) {
        return Optional.ofNullable(halls.selectById(id)).orElseThrow(NotFound::new);
    }

    /** @throws NotFound if there is no such line */
    public Line line(long id) {
        return Optional.ofNullable(halls.line(id)).orElseThrow(NotFound::new);
    }

    public List<Line> lines(long hallId) {
        return halls.linesOf(hallId);
    }

    /** What is booked that waits in this line. */
    public List<Bookable> bookables(long lineId) {
        return bookables.all(halls.bookablesOf(lineId));
    }

    /** The line of what can be booked, if anybody ever waited for it or staff made one. */
    public Optional<Line> lineOf(long bookableId) {
        return Optional.ofNullable(halls.lineOf(bookableId)).map(this::line);
    }

    /** The halls of the offices where the staff member serves. */
    public List<Hall> ofStaff(Staff staff) {
        return ofCells(bookables.cells(staff, Permission.SERVE_APPOINTMENTS));
    }

    private List<Hall> ofCells(Collection<Long> cells) {
        return cells.isEmpty() ? List.of() : halls.ofCells(cells, MOST_HALLS);
    }

    /** @throws Authority.NotAllowed if no role grants the permission */
    public void require(Staff staff, Permission permission) {
        authority.require(staff, permission);
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if no role grants the permission
     */
    public Hall theirs(Staff staff, Permission permission, long hallId) {
        authority.require(staff, permission);
        var hall = hall(hallId);
        authority.require(staff, permission, hall.cellId());
        return hall;
    }

    /**
     * @throws NotFound if it is not of the staff member's offices
     * @throws Authority.NotAllowed if the staff member serves no appointments
     */
    public Line theirLine(Staff staff, long lineId) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        var line = line(lineId);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, line.cellId());
        return line;
    }

    /** What makes a line shorter takes turns until the transaction ends. After a desk, before anybody who waits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdLine(long lineId) {
        halls.lockLine(lineId);
    }

    /** The line people wait in for this, made with a desk if there was none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Line lineFor(Actor by, Bookable bookable) {
        var known = lineOf(bookable.id());
        if (known.isPresent()) {
            return known.get();
        }
        bookables.lock(bookable.id());
        return lineOf(bookable.id()).orElseGet(() -> make(by, bookable));
    }

    private Line make(Actor by, Bookable bookable) {
        var hall = hallFor(bookable);
        halls.lock(hall.id());
        var line = addLine(hall, bookable.title());
        halls.join(bookable.id(), line.id());
        addDesk(hall, line, deskName(hall, bookable));
        audit.record(
                by,
                hall.cellId(),
                "appointment.line",
                "line:" + line.id(),
                "为“%s”开一个队，号码以 %s 开头。".formatted(bookable.title(), line.letter()));
        return line;
    }

    private Hall hallFor(Bookable bookable) {
        var pointId = bookable.pointId();
        var point = pointId == null ? Optional.<ServicePoint>empty() : points.find(pointId);
        long place = point.map(ServicePoint::id).orElse(bookable.cellId());
        var name = point.map(ServicePoint::name)
                .orElseGet(() -> grid.cell(bookable.cellId()).name() + "办事大厅");
        var phone = point.map(ServicePoint::phone).filter(one -> !one.isEmpty()).orElse(bookable.phone());
        halls.addUnlessThere(Hall.usual(ids.next(), bookable.cellId(), place, name, phone, clock.instant()));
        return Objects.requireNonNull(halls.ofPlace(place));
    }

    private String deskName(Hall hall, Bookable bookable) {
        var counterId = bookable.counterId();
        var wanted = counterId == null
                ? Optional.<String>empty()
                : points.counter(counterId).map(Counter::name).map(Halls::short20);
        var taken = desks.ofHall(hall.id()).stream().map(Desk::name).toList();
        return wanted.filter(name -> !taken.contains(name))
                .orElseGet(() -> IntStream.rangeClosed(1, taken.size() + 1)
                        .mapToObj(number -> number + " 号窗口")
                        .filter(name -> !taken.contains(name))
                        .findFirst()
                        .orElseThrow());
    }

    private static String short20(String name) {
        return name.substring(0, Math.min(20, name.length()));
    }

    private Line addLine(Hall hall, String title) {
        var letters = halls.linesOf(hall.id()).stream().map(Line::letter).toList();
        var letter = "ABCDEFGHJKLMNPQRSTUVWXYZ"
                .chars()
                .mapToObj(Character::toString)
                .filter(one -> !letters.contains(one))
                .findFirst()
                .orElseGet(() -> second(letters));
        var line = new Line(ids.next(), hall.id(), hall.cellId(), letter, title, clock.instant());
        halls.addLine(line);
        return line;
    }

    /** After the alphabet come A1, A2 and so on. */
    private static String second(List<String> letters) {
        return "ABCDEFGHJKLMNPQRSTUVWXYZ"
                .chars()
                .mapToObj(Character::toString)
                .flatMap(letter -> IntStream.rangeClosed(1, 9).mapToObj(digit -> letter + digit))
                .filter(one -> !letters.contains(one))
                .findFirst()
                .orElseThrow(TooManyLines::new);
    }

    private void addDesk(Hall hall, Line line, String name) {
        if (desks.revive(hall.id(), name, line.id()) == 0) {
            desks.insert(new Desk(
                    ids.next(),
                    hall.id(),
                    line.id(),
                    hall.cellId(),
                    name,
                    DeskStatus.CLOSED,
                    null,
                    "",
                    clock.instant(),
                    true));
        }
    }

    /**
     * Staff open a queue for something that has none.
     *
     * @throws NotFound if it is not of the staff member's offices
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Line start(Staff staff, long bookableId) {
        return lineFor(staff, bookables.theirs(staff, Permission.SERVE_APPOINTMENTS, bookableId));
    }

    /**
     * Changes the rules of waiting. Who waits keeps the place they got.
     *
     * @throws NotFound if it is not of the staff member's offices
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Staff staff, long hallId, HallDraft draft) {
        var before = theirs(staff, Permission.MANAGE_CALENDARS, hallId);
        halls.change(draft.over(before));
        audit.record(staff, before.cellId(), "appointment.hall", "hall:" + hallId, "修改“" + draft.name() + "”的排队规则。");
    }

    /**
     * Adds a line.
     *
     * @throws NotFound if it is not of the staff member's offices
     * @throws TooManyLines if no letter is left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Line addLine(Staff staff, long hallId, String title) {
        var hall = theirs(staff, Permission.MANAGE_CALENDARS, hallId);
        halls.lock(hallId);
        var line = addLine(hall, title);
        audit.record(staff, hall.cellId(), "appointment.line", "line:" + line.id(), "添加队“" + title + "”。");
        return line;
    }

    /** @throws NotFound if it is not of the staff member's offices */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(Staff staff, long lineId, String title) {
        var line = line(lineId);
        theirs(staff, Permission.MANAGE_CALENDARS, line.hallId());
        halls.rename(lineId, title);
        audit.record(staff, line.cellId(), "appointment.line", "line:" + lineId, "队改名为“" + title + "”。");
    }

    /**
     * Lets who booked this wait in another line of the same hall from now on. Who waits stays where they are.
     *
     * @throws NotFound if one is not of the staff member's offices, or they are not of one hall
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(Staff staff, long bookableId, long lineId) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, bookableId);
        var line = line(lineId);
        theirs(staff, Permission.MANAGE_CALENDARS, line.hallId());
        if (hallFor(bookable).id() != line.hallId()) {
            throw new NotFound();
        }
        bookables.lock(bookableId);
        halls.join(bookableId, lineId);
        audit.record(
                staff,
                line.cellId(),
                "appointment.line",
                "line:" + lineId,
                "“%s”签到后排“%s”。".formatted(bookable.title(), line.title()));
    }

    static final class TooManyLines extends Refusal {
        TooManyLines() {
            super(HttpStatus.CONFLICT, "too-many-lines", "这个大厅的队太多，没有字母可用了；请让几个窗口共用一个队。");
        }
    }
}
