package cn.estation.guide.place;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.PlaceEditing;
import cn.estation.grid.PlaceEditing.ChangedMeanwhile;
import cn.estation.grid.PlaceEditing.CounterText;
import cn.estation.grid.PlaceEditing.PointText;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WeeklyHours.Range;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with service points: describe them, say what each counter handles, close and open them for a while. */
@Service
class PointDesk {

    private final ServicePoints points;
    private final PlaceEditing editing;
    private final OpeningHours hours;
    private final HandlingMapper handling;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;

    PointDesk(
            ServicePoints points,
            PlaceEditing editing,
            OpeningHours hours,
            HandlingMapper handling,
            Authority authority,
            Grid grid,
            AuditTrail audit) {
        this.points = points;
        this.editing = editing;
        this.hours = hours;
        this.handling = handling;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
    }

    /**
     * The organisations whose points they keep, from the top down, for a form to choose from.
     *
     * @throws Authority.NotAllowed if no role of theirs keeps points
     */
    List<GridCell> offices(Staff staff) {
        authority.require(staff, Permission.KEEP_PLACES);
        var offices = new LinkedHashMap<Long, GridCell>();
        authority.roots(staff, Permission.KEEP_PLACES).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach(cell -> offices.putIfAbsent(cell.id(), cell));
        return List.copyOf(offices.values());
    }

    /**
     * The points they keep, in use or not.
     *
     * @throws Authority.NotAllowed if no role of theirs keeps points
     */
    List<ServicePoint> theirs(Staff staff) {
        authority.require(staff, Permission.KEEP_PLACES);
        var found = new LinkedHashMap<Long, ServicePoint>();
        authority.roots(staff, Permission.KEEP_PLACES).stream()
                .flatMap(root -> points.pointsBelow(root).stream())
                .forEach(point -> found.putIfAbsent(point.id(), point));
        return List.copyOf(found.values());
    }

    /**
     * One of the points they keep.
     *
     * @throws Authority.NotAllowed if no role of theirs keeps points
     * @throws NotFound if there is no such point, or it is not theirs
     */
    ServicePoint point(Staff staff, long pointId) {
        authority.require(staff, Permission.KEEP_PLACES);
        var point = points.find(pointId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.KEEP_PLACES, point.cellId());
        return point;
    }

    /**
     * Adds a point and returns its id.
     *
     * @throws Authority.NotAllowed if no role of theirs keeps points
     * @throws NotFound if the organisation is not theirs
     * @throws BadInput if the point is to do business above its organisation
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long add(Staff staff, long cellId, PointText text) {
        authority.require(staff, Permission.KEEP_PLACES, cellId);
        requireOwnLevel(grid.cell(cellId), text.level());
        long id = editing.add(cellId, null, text, false);
        audit.record(staff, cellId, "point.add", "point:" + id, "新增服务点“" + text.name() + "”");
        return id;
    }

    /**
     * Changes a point.
     *
     * @throws NotFound if there is no such point, or it is not theirs
     * @throws BadInput if the point is to do business above its organisation
     * @throws ChangedMeanwhile if somebody saved it since it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void change(Staff staff, long pointId, int edits, PointText text) {
        var point = point(staff, pointId);
        requireOwnLevel(grid.cell(point.cellId()), text.level());
        editing.change(pointId, edits, text);
        audit.record(
                staff,
                point.cellId(),
                "point.change",
                "point:" + pointId,
                "修改服务点“" + text.name() + "”" + (text.inUse() ? "" : "，停用"));
    }

    /**
     * Saves a counter with what it handles and returns its id.
     *
     * @throws NotFound if the point is not theirs, or the counter is not of it
     * @throws BadInput if an item has nothing to do with the point's part of the tree
     * @throws ChangedMeanwhile if somebody saved the point since it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long saveCounter(Staff staff, long pointId, int edits, CounterText text, Collection<Long> items) {
        var point = point(staff, pointId);
        long id = editing.saveCounter(pointId, edits, text);
        requireRelated(point, items);
        handling.clear(id);
        new TreeSet<>(items).forEach(item -> handling.handle(id, item));
        audit.record(
                staff,
                point.cellId(),
                "point.counter",
                "counter:" + id,
                "%s窗口“%s”，办理 %d 项%s"
                        .formatted(
                                text.id() == null ? "新增" : "修改", text.name(), items.size(), text.inUse() ? "" : "，停用"));
        return id;
    }

    /**
     * Says whom the point serves; nobody in particular means the whole of its organisation.
     *
     * @throws NotFound if the point is not theirs
     * @throws BadInput if a cell is outside its organisation
     * @throws ChangedMeanwhile if somebody saved the point since it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void cover(Staff staff, long pointId, int edits, Collection<Long> cells) {
        var point = point(staff, pointId);
        editing.cover(pointId, edits, cells);
        audit.record(
                staff,
                point.cellId(),
                "point.cover",
                "point:" + pointId,
                cells.isEmpty() ? "服务范围：本组织全部" : "服务范围：" + cells.size() + " 个网格或组织");
    }

    /**
     * Announces an exception to the usual hours.
     *
     * @param part absent for whole days, which can only be closed
     * @throws NotFound if the point is not theirs, or the counter is not of it
     * @throws BadInput if the days make no sense
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long except(
            Staff staff,
            long pointId,
            @Nullable Long counterId,
            boolean opens,
            LocalDate from,
            LocalDate to,
            @Nullable Range part,
            String reason) {
        var point = point(staff, pointId);
        long id = opens
                ? editing.open(staff, pointId, counterId, from, to, Objects.requireNonNull(part), reason)
                : editing.close(staff, pointId, counterId, from, to, part, reason);
        audit.record(
                staff,
                point.cellId(),
                opens ? "point.open" : "point.close",
                "point:" + pointId,
                "%s %s 至 %s %s：%s"
                        .formatted(opens ? "临时开放" : "临时关闭", from, to, part == null ? "全天" : part.text(), reason));
        return id;
    }

    /**
     * Takes an exception back.
     *
     * @throws NotFound if the point is not theirs, or the exception is not of it or was taken back before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdraw(Staff staff, long pointId, long closureId) {
        var point = point(staff, pointId);
        if (hours.closure(closureId)
                .filter(closure -> closure.pointId() == pointId)
                .isEmpty()) {
            throw new NotFound();
        }
        editing.withdraw(closureId);
        audit.record(staff, point.cellId(), "point.withdraw", "point:" + pointId, "撤回临时安排");
    }

    /** Items a counter of this point may be said to handle, whose name holds these characters. */
    List<HandlingMapper.Named> items(ServicePoint point, String words) {
        var like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return handling.byName(like, related(point), 20);
    }

    /** Items of these ids, by id. */
    Map<Long, HandlingMapper.Named> named(Collection<Long> ids) {
        var found = new LinkedHashMap<Long, HandlingMapper.Named>();
        if (!ids.isEmpty()) {
            handling.items(ids).forEach(item -> found.put(item.id(), item));
        }
        return found;
    }

    /** What each of these counters handles. */
    Map<Long, List<HandlingMapper.Handled>> handled(Collection<Long> counters) {
        var found = new LinkedHashMap<Long, List<HandlingMapper.Handled>>();
        if (!counters.isEmpty()) {
            handling.handledBy(counters)
                    .forEach(one -> found.computeIfAbsent(one.counterId(), any -> new ArrayList<>())
                            .add(one));
        }
        return found;
    }

    /** The cells of a point's organisation that it may serve in particular, from the top down. */
    List<GridCell> coverable(ServicePoint point) {
        var home = grid.cell(point.cellId());
        var kinds = switch (home.kind()) {
            case DISTRICT -> List.of(CellKind.SUBDISTRICT, CellKind.COMMUNITY);
            case SUBDISTRICT -> List.of(CellKind.COMMUNITY, CellKind.GRID);
            default -> List.of(CellKind.GRID, CellKind.MICRO_GRID);
        };
        return kinds.stream()
                .flatMap(kind -> grid.below(home, kind).stream())
                .filter(cell -> cell.validTo() == null)
                .sorted(Comparator.comparing(GridCell::path))
                .toList();
    }

    private List<Long> related(ServicePoint point) {
        var home = grid.cell(point.cellId());
        var cells = new ArrayList<>(home.lineage());
        grid.officesBelow(home).stream()
                .map(GridCell::id)
                .filter(id -> id != home.id())
                .forEach(cells::add);
        return cells;
    }

    private void requireRelated(ServicePoint point, Collection<Long> items) {
        var related = related(point);
        var found = named(items);
        for (long item : items) {
            var named = found.get(item);
            if (named == null || !related.contains(named.cellId())) {
                throw new BadInput("有的事项不适用于这个服务点，请重新选择。");
            }
        }
    }

    private static void requireOwnLevel(GridCell office, CellKind level) {
        if (level.compareTo(office.kind()) < 0) {
            throw new BadInput("%s管理的服务点不能算作更高一级的，请改“办哪一级的事”。".formatted(office.name()));
        }
    }
}
