package cn.estation.grid;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Where residents go: service points, their counters, and whom each point serves. */
@Service
public class ServicePoints {

    private static final int FEW = 20;

    private final PlaceMapper places;

    ServicePoints(PlaceMapper places) {
        this.places = places;
    }

    /** In use or not. */
    public Optional<ServicePoint> find(long id) {
        return Optional.ofNullable(places.point(id));
    }

    public Optional<ServicePoint> findByCode(String code) {
        return Optional.ofNullable(places.pointOfCode(code));
    }

    /** The points of these ids, by id. */
    public Map<Long, ServicePoint> all(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return places.points(ids).stream().collect(Collectors.toMap(ServicePoint::id, Function.identity()));
    }

    public Optional<Counter> counter(long id) {
        return Optional.ofNullable(places.counter(id));
    }

    /** All counters of a point, in use or not, in their order. */
    public List<Counter> counters(long pointId) {
        return places.countersOf(pointId);
    }

    /** The counters of these ids, by id. */
    public Map<Long, Counter> counters(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return places.counters(ids).stream().collect(Collectors.toMap(Counter::id, Function.identity()));
    }

    /** The counters of all these points, by point, each in their order. */
    public Map<Long, List<Counter>> countersOf(Collection<Long> pointIds) {
        if (pointIds.isEmpty()) {
            return Map.of();
        }
        return places.countersOfAll(pointIds).stream().collect(Collectors.groupingBy(Counter::pointId));
    }

    /** Points in use above, at or below a cell with a counter that does all business of this level; at most a few. */
    public List<ServicePoint> general(CellKind level, GridCell cell) {
        return places.general(level, cell.path(), FEW);
    }

    /** The same, the nearest first. */
    public List<ServicePoint> nearestGeneral(CellKind level, GridCell cell, double longitude, double latitude) {
        return places.nearest(level, cell.path(), longitude, latitude, FEW);
    }

    /** The points run by this cell or one below it, in use or not. */
    public List<ServicePoint> pointsBelow(GridCell cell) {
        return places.pointsBelow(cell.path());
    }

    /** Points in use, the nearest to a position in GCJ-02 first. */
    public List<ServicePoint> nearest(double longitude, double latitude) {
        return places.nearest(null, null, longitude, latitude, FEW);
    }

    /** Points in use, newest first. */
    public List<ServicePoint> page(long before, int most) {
        return places.page(before, most);
    }

    /** Points in use that may serve who lives in this cell, newest first. */
    public List<ServicePoint> serving(GridCell cell, long before, int most) {
        return places.along(cell.lineage(), before, most);
    }

    /** The cells a point serves with all below them; none if it serves the whole of its organisation. */
    public List<Long> coverage(long pointId) {
        return places.coverage(pointId);
    }

    /** The cells each of these points serves; a point that serves the whole of its organisation is given that one. */
    public Map<Long, Set<Long>> served(Collection<ServicePoint> points) {
        var result = new HashMap<Long, Set<Long>>();
        if (points.isEmpty()) {
            return result;
        }
        places.coverageOf(points.stream().map(ServicePoint::id).toList())
                .forEach(covered -> result.computeIfAbsent(covered.pointId(), any -> new HashSet<>())
                        .add(covered.cellId()));
        points.forEach(point -> result.computeIfAbsent(point.id(), any -> Set.of(point.cellId())));
        return result;
    }
}
