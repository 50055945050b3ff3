package cn.estation.appointment.view;

import cn.estation.grid.Grid;
import cn.estation.grid.ServicePoints;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The places of some offices, with how many of today's places are taken. */
@Component
public class PlaceList {

    /** A district has some hundred; more are found by name. */
    private static final int MOST = 1_000;

    /** A place with today's places. */
    public record Entry(String path, String title, String office, int things, int taken, int capacity) {

        Entry plus(Entry other) {
            return new Entry(
                    path, title, office, things + other.things, taken + other.taken, capacity + other.capacity);
        }
    }

    private final ViewMapper rows;
    private final ServicePoints points;
    private final Grid grid;
    private final Clock clock;

    PlaceList(ViewMapper rows, ServicePoints points, Grid grid, Clock clock) {
        this.rows = rows;
        this.points = points;
        this.grid = grid;
        this.clock = clock;
    }

    /** Those whose name or office holds a text. */
    public List<Entry> of(Collection<Long> cells, String text) {
        if (cells.isEmpty()) {
            return List.of();
        }
        var all = rows.places(cells, LocalDate.ofInstant(clock.instant(), Time.CHINA), MOST);
        var named = points.all(all.stream()
                .map(ViewMapper.PlaceRow::pointId)
                .filter(Objects::nonNull)
                .toList());
        var offices = grid.cells(
                all.stream().map(ViewMapper.PlaceRow::cellId).distinct().toList());
        var entries = new LinkedHashMap<String, Entry>();
        for (var row : all) {
            var cell = offices.get(row.cellId());
            var office = cell == null ? "" : cell.name();
            var point = row.pointId() == null ? null : named.get(row.pointId());
            var entry = new Entry(
                    PlaceFinder.HOME + (point == null ? "/offices/" + row.cellId() : "/points/" + point.id()),
                    point == null ? office + "（上门、场地等）" : point.name(),
                    office,
                    row.things(),
                    row.taken(),
                    row.capacity());
            entries.merge(entry.path(), entry, Entry::plus);
        }
        return entries.values().stream()
                .filter(entry -> entry.title().contains(text) || entry.office().contains(text))
                .toList();
    }
}
