package cn.estation.appointment.screen;

import cn.estation.appointment.booking.When;
import cn.estation.appointment.hall.Desk;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.DoorCode;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.QrImage;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what a screen shows, from the database alone: a restart changes nothing on it. */
@Component
class Boards {

    private static final int CALLS = 6;
    private static final int NEXT = 3;

    private final Halls halls;
    private final Desks desks;
    private final Entries entries;
    private final DoorCode door;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final Clock clock;

    Boards(
            Halls halls,
            Desks desks,
            Entries entries,
            DoorCode door,
            ServicePoints points,
            OpeningHours hours,
            Clock clock) {
        this.halls = halls;
        this.desks = desks;
        this.entries = entries;
        this.door = door;
        this.points = points;
        this.hours = hours;
        this.clock = clock;
    }

    Board of(Hall hall) {
        var lines = halls.lines(hall.id());
        var titles = lines.stream().collect(Collectors.toMap(Line::id, Line::title));
        var there = desks.ofHall(hall.id());
        var names = there.stream().collect(Collectors.toMap(Desk::id, Desk::name));
        var front = entries.ofHall(hall.id(), Set.of(EntryStatus.CALLED, EntryStatus.SERVING));
        var byDesk = front.stream()
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.deskId()), Function.identity(), (one, same) -> one));
        var code = door.current(hall.id());
        return new Board(
                hall.name(),
                hall.phone(),
                hall.notice(),
                closure(hall, there),
                front.stream()
                        .filter(entry -> entry.is(EntryStatus.CALLED))
                        .limit(CALLS)
                        .map(entry -> call(entry, names))
                        .toList(),
                there.stream().map(desk -> window(desk, titles, byDesk)).toList(),
                lines.stream().map(this::row).toList(),
                code,
                QrImage.address(code),
                TurnOrder.said(hall));
    }

    private static Board.Call call(Entry entry, Map<Long, String> names) {
        var desk = names.getOrDefault(Objects.requireNonNull(entry.deskId()), "窗口");
        return new Board.Call(entry.label(), desk, entry.calls());
    }

    private static Board.Window window(Desk desk, Map<Long, String> titles, Map<Long, Entry> front) {
        var entry = front.get(desk.id());
        return new Board.Window(
                desk.name(),
                titles.getOrDefault(desk.lineId(), ""),
                desk.status().name(),
                entry == null ? null : entry.label(),
                desk.reason());
    }

    private Board.Row row(Line line) {
        var waiting = entries.waiting(line.id());
        List<String> next = waiting.stream().limit(NEXT).map(Entry::label).toList();
        return new Board.Row(line.letter(), line.title(), waiting.size(), next);
    }

    /** Why nothing is done now, as the place's hours say it; a desk that is open knows better. */
    private String closure(Hall hall, List<Desk> there) {
        var point = points.find(hall.placeId());
        if (point.isEmpty() || point.get().hours().isEmpty() || there.stream().anyMatch(Desk::isOpen)) {
            return "";
        }
        var standing = hours.standingsOf(List.of(point.get()), clock.instant()).get(hall.placeId());
        if (standing == null || standing.open()) {
            return "";
        }
        var closure = standing.closure();
        var next = standing.next();
        var why = closure == null ? "现在不是办理时间" : "现在不办理：" + closure.reason();
        return next == null ? why : why + "，" + When.at(next) + " 再开";
    }
}
