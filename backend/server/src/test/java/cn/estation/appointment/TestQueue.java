package cn.estation.appointment;

import cn.estation.Caller;
import cn.estation.appointment.arrival.Tickets;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.DoorCode;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.HallDraft;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.EndOfDay;
import cn.estation.appointment.queue.Ending;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.Queue;
import cn.estation.appointment.screen.Screen;
import cn.estation.appointment.screen.Screens;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Time;
import cn.estation.kernel.Turns;
import cn.estation.sandbox.services.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happens in a hall, as the console's forms do it. */
@Component
public class TestQueue {

    private final TestCalendars calendars;
    private final Halls halls;
    private final Desks desks;
    private final Queue queue;
    private final Ending ending;
    private final Entries entries;
    private final Tickets tickets;
    private final DoorCode door;
    private final EndOfDay days;
    private final Screens screens;
    private final Turns turns;
    private final JdbcClient database;
    private final Clock clock;

    TestQueue(
            TestCalendars calendars,
            Halls halls,
            Desks desks,
            Queue queue,
            Ending ending,
            Entries entries,
            Tickets tickets,
            DoorCode door,
            EndOfDay days,
            Screens screens,
            Turns turns,
            JdbcClient database,
            Clock clock) {
        this.calendars = calendars;
        this.halls = halls;
        this.desks = desks;
        this.queue = queue;
        this.ending = ending;
        this.entries = entries;
        this.tickets = tickets;
        this.door = door;
        this.days = days;
        this.screens = screens;
        this.turns = turns;
        this.database = database;
        this.clock = clock;
    }

    /** The principal behind a signed-in caller. */
    public Staff staff(Caller caller) {
        var grant = database.sql("SELECT role, cell_id FROM identity_staff_role WHERE staff_id = ?")
                .param(caller.staffId())
                .query((row, n) -> new Staff.Grant(StaffRole.valueOf(row.getString(1)), row.getLong(2)))
                .single();
        return new Staff(caller.staffId(), "", 0, List.of(grant));
    }

    public <T> T act(Caller caller, Supplier<T> command) {
        return turns.take(staff(caller), command);
    }

    private void act(Caller caller, Runnable command) {
        turns.take(staff(caller), () -> {
            command.run();
            return true;
        });
    }

    /** A counter that is open all day today, whatever the hour is, and its line. */
    public Bookable counter(long cellId, int capacity, int walkIns) {
        var bookable = calendars.counter(cellId, TestCalendars.Rules.easy());
        calendars.hours(bookable.id(), calendars.today(), TestCalendars.every(0, 1440, 30, capacity, 0, walkIns));
        return bookable;
    }

    public Line line(Caller staff, Bookable bookable) {
        return act(staff, () -> halls.start(staff(staff), bookable.id()));
    }

    public Line lineOf(Bookable bookable) {
        return halls.lineOf(bookable.id()).orElseThrow();
    }

    public Hall hall(Line line) {
        return halls.hall(line.hallId());
    }

    /** Another line in the same hall. */
    public Line another(Caller staff, Line line) {
        return act(staff, () -> halls.addLine(staff(staff), line.hallId(), "社保业务"));
    }

    public void join(Caller staff, Bookable bookable, Line line) {
        act(staff, () -> halls.join(staff(staff), bookable.id(), line.id()));
    }

    public void rules(Caller staff, Line line, UnaryOperator<Hall> change) {
        var hall = change.apply(hall(line));
        act(
                staff,
                () -> halls.change(
                        staff(staff),
                        hall.id(),
                        new HallDraft(
                                hall.name(),
                                hall.phone(),
                                hall.notice(),
                                hall.nearAhead(),
                                hall.lateMinutes(),
                                hall.patienceMinutes(),
                                hall.elderMinutes(),
                                hall.mostCalls(),
                                hall.selfTickets())));
    }

    /** A screen in the hall of a line. */
    public Screen screen(Caller staff, Line line) {
        return act(staff, () -> screens.add(staff(staff), line.hallId(), "进门左手"));
    }

    public void end(Caller staff, Screen screen) {
        act(staff, () -> screens.revoke(staff(staff), screen.id()));
    }

    /** The first desk of a line. */
    public Desk desk(Line line) {
        return desks.ofLine(line.id()).getFirst();
    }

    public Desk desk(long id) {
        return desks.find(id).orElseThrow();
    }

    /** Another desk of a line, open. */
    public Desk anotherDesk(Caller staff, Line line, String name) {
        act(staff, () -> desks.add(staff(staff), line.id(), name));
        var desk = desks.ofLine(line.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return open(staff, desk.id());
    }

    public Desk open(Caller staff, Line line) {
        return open(staff, desk(line).id());
    }

    public Desk open(Caller staff, long deskId) {
        return act(staff, () -> desks.open(staff(staff), deskId));
    }

    public void pause(Caller staff, long deskId, String reason) {
        act(staff, () -> desks.pause(staff(staff), deskId, reason));
    }

    public void close(Caller staff, long deskId) {
        act(staff, () -> desks.close(staff(staff), deskId));
    }

    public String doorCode(Line line) {
        return door.current(line.hallId());
    }

    /** A number for somebody without a name. */
    public Entry ticket(Caller staff, Line line) {
        return ticket(staff, line, null, false);
    }

    public Entry ticket(Caller staff, Line line, @Nullable String name, boolean elder) {
        return act(
                staff,
                () -> tickets.issue(
                        staff(staff), line.id(), new Tickets.AtTheDesk(name, null, null, null, elder), false));
    }

    public Entry ticketBeyond(Caller staff, Line line) {
        return act(
                staff,
                () -> tickets.issue(
                        staff(staff), line.id(), new Tickets.AtTheDesk(null, null, null, null, false), true));
    }

    public Entry next(Caller staff, Desk desk) {
        return act(staff, () -> queue.next(staff(staff), desk.id()));
    }

    public void recall(Caller staff, Entry entry) {
        act(staff, () -> queue.recall(staff(staff), entry.id()));
    }

    public void serve(Caller staff, Entry entry) {
        act(staff, () -> queue.serve(staff(staff), entry.id()));
    }

    public void hold(Caller staff, Entry entry) {
        act(staff, () -> queue.hold(staff(staff), entry.id(), "去复印"));
    }

    public void resume(Caller staff, Entry entry, Desk desk) {
        act(staff, () -> queue.resume(staff(staff), entry.id(), desk.id()));
    }

    public void pass(Caller staff, Entry entry) {
        act(staff, () -> queue.pass(staff(staff), entry.id()));
    }

    public void restore(Caller staff, Entry entry) {
        act(staff, () -> queue.restore(staff(staff), entry.id()));
    }

    public void putBack(Caller staff, Entry entry) {
        act(staff, () -> queue.putBack(staff(staff), entry.id()));
    }

    public void transfer(Caller staff, Entry entry, Line line, @Nullable Desk desk) {
        act(staff, () -> queue.transfer(staff(staff), entry.id(), line.id(), desk == null ? null : desk.id()));
    }

    public void served(Caller staff, Entry entry) {
        act(staff, () -> ending.served(staff(staff), entry.id()));
    }

    public void partly(Caller staff, Entry entry, String missing, @Nullable Long slotId) {
        act(staff, () -> ending.partly(staff(staff), entry.id(), missing, slotId));
    }

    public void left(Caller staff, Entry entry) {
        act(staff, () -> ending.left(staff(staff), entry.id(), ""));
    }

    public Entry entry(long id) {
        return entries.find(id).orElseThrow();
    }

    public Entry entry(String code) {
        return entries.byCode(code).orElseThrow();
    }

    public Entry entryOf(long bookingId) {
        return entries.ofBooking(bookingId).orElseThrow();
    }

    public List<Entry> waiting(Line line) {
        return entries.waiting(line.id());
    }

    public List<String> labels(Line line) {
        return waiting(line).stream().map(Entry::label).toList();
    }

    public List<Entries.Step> history(Entry entry) {
        return entries.history(entry.id());
    }

    /** Lets everything of an entry have been so much earlier. */
    public void age(Entry entry, Duration by) {
        long back = -by.toSeconds();
        database.sql("""
                        UPDATE appointment_entry SET arrived_at = TIMESTAMPADD(SECOND, ?, arrived_at),
                          place_at = TIMESTAMPADD(SECOND, ?, place_at), due_at = TIMESTAMPADD(SECOND, ?, due_at),
                          called_at = TIMESTAMPADD(SECOND, ?, called_at),
                          serving_at = TIMESTAMPADD(SECOND, ?, serving_at) WHERE id = ?""").params(back, back, back, back, back, entry.id()).update();
    }

    /** Lets an entry be of yesterday. */
    public void yesterday(Entry entry) {
        age(entry, Duration.ofDays(1));
        daysAgo(entry, 1);
    }

    /** Lets an entry be of a day so long ago. */
    public void daysAgo(Entry entry, int days) {
        var day = entry.day().minusDays(days);
        database.sql("""
                        INSERT INTO appointment_line_day (line_id, day, last_number) VALUES (?, ?, ?)
                        ON DUPLICATE KEY UPDATE last_number = GREATEST(last_number, VALUES(last_number))""").params(entry.issuedLineId(), day, entry.number()).update();
        database.sql("UPDATE appointment_entry SET day = ? WHERE id = ?")
                .params(day, entry.id())
                .update();
    }

    /** Lets a desk have been opened, paused or closed so much earlier. */
    public void ageDesk(Desk desk, Duration by) {
        database.sql("UPDATE appointment_desk SET since = TIMESTAMPADD(SECOND, ?, since) WHERE id = ?")
                .params(-by.toSeconds(), desk.id())
                .update();
        // The service may not change what is only added to.
        var schema = database.sql("SELECT DATABASE()").query(String.class).single();
        try (var owner = TestServices.database().connectAsOwner(schema);
                var update = owner.prepareStatement(
                        "UPDATE appointment_desk_move SET moved_at = TIMESTAMPADD(SECOND, ?, moved_at) WHERE desk_id = ?")) {
            update.setLong(1, -by.toSeconds());
            update.setLong(2, desk.id());
            update.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public void endDays() {
        days.end();
    }

    public int walkInsTaken(long bookableId) {
        return database.sql("""
                        SELECT COALESCE(SUM(w.taken), 0) FROM appointment_walk_in w
                        JOIN appointment_slot s ON s.id = w.slot_id WHERE s.bookable_id = ?""").param(bookableId).query(Integer.class).single();
    }

    /** Why a counter failed, as was recorded. */
    public List<String> disruptions(long bookableId) {
        return database.sql("SELECT reason FROM appointment_disruption WHERE bookable_id = ? ORDER BY id")
                .param(bookableId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** How often something was written into the trail. */
    public int audited(String action, String subject) {
        return database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = ? AND subject = ?")
                .params(action, subject)
                .query(Integer.class)
                .single();
    }

    public List<Line> lines(Line line) {
        return halls.lines(line.hallId());
    }

    public int minuteNow() {
        return clock.instant().atZone(Time.CHINA).toLocalTime().toSecondOfDay() / 60;
    }

    /** Every invariant of the module, over everything there is. */
    public Map<String, Integer> findings() {
        var found = new TreeMap<String, Integer>();
        try (var files = Files.list(Path.of("../../sql/appointment/invariants"))) {
            for (var file : files.toList()) {
                int rows = database.sql(Files.readString(file))
                        .query()
                        .listOfRows()
                        .size();
                if (rows > 0) {
                    found.put(file.getFileName().toString(), rows);
                }
            }
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
        return found;
    }
}
