package cn.estation.chat.emergency;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is told of a call for help: first who is on duty for the smallest part of the tree that has somebody on duty, or the
 * grid workers whose part covers it; then the community too; then those above it.
 */
@Component
class Crew {

    private static final int COMMUNITY_TOO = 2;
    private static final int ABOVE_TOO = 3;

    private final Crews crews;
    private final DutyMapper duties;
    private final Grid grid;
    private final Clock clock;

    Crew(Crews crews, DutyMapper duties, Grid grid, Clock clock) {
        this.crews = crews;
        this.duties = duties;
        this.grid = grid;
        this.clock = clock;
    }

    /** Staff by id, and whether they are on duty. */
    Map<Long, Boolean> of(@Nullable Long cellId, int round) {
        var told = new LinkedHashMap<Long, Boolean>();
        if (cellId == null) {
            all(grid.roots()).forEach(staff -> told.putIfAbsent(staff, false));
            return told;
        }
        var upwards = grid.upwards(grid.cell(cellId));
        onDuty(upwards).forEach(staff -> told.put(staff, true));
        if (told.isEmpty()) {
            gridWorkers(upwards).forEach(staff -> told.putIfAbsent(staff, false));
        }
        if (round >= COMMUNITY_TOO || told.isEmpty()) {
            all(only(upwards, CellKind.COMMUNITY)).forEach(staff -> told.putIfAbsent(staff, false));
        }
        if (round >= ABOVE_TOO || told.isEmpty()) {
            all(only(upwards, CellKind.SUBDISTRICT, CellKind.DISTRICT))
                    .forEach(staff -> told.putIfAbsent(staff, false));
        }
        return told;
    }

    private List<Long> onDuty(List<GridCell> upwards) {
        var inside = upwards.stream()
                .filter(cell -> cell.kind().compareTo(CellKind.COMMUNITY) >= 0)
                .toList();
        var now = duties.on(ids(inside), clock.instant());
        return inside.stream()
                .map(cell -> now.stream()
                        .filter(duty -> duty.cellId() == cell.id())
                        .map(DutyMapper.Duty::staffId)
                        .toList())
                .filter(staff -> !staff.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Those whose part holds the place; where only the community is known, those of all its parts. */
    private Stream<Long> gridWorkers(List<GridCell> upwards) {
        var here = upwards.getFirst();
        var cells = here.kind() == CellKind.COMMUNITY
                ? Stream.of(List.of(here), grid.below(here, CellKind.GRID), grid.below(here, CellKind.MICRO_GRID))
                        .flatMap(List::stream)
                        .toList()
                : upwards.stream()
                        .filter(cell -> cell.kind().compareTo(CellKind.COMMUNITY) >= 0)
                        .toList();
        return crews.at(ids(cells), Permission.TAKE_ALERTS).stream()
                .filter(post -> post.role() == StaffRole.GRID_WORKER)
                .map(Crews.Post::staffId);
    }

    private Stream<Long> all(List<GridCell> cells) {
        return crews.at(ids(cells), Permission.TAKE_ALERTS).stream().map(Crews.Post::staffId);
    }

    private static List<GridCell> only(List<GridCell> cells, CellKind... kinds) {
        return cells.stream()
                .filter(cell -> List.of(kinds).contains(cell.kind()))
                .toList();
    }

    private static Collection<Long> ids(List<GridCell> cells) {
        // Nobody works at 0; an empty list would be no SQL.
        return cells.isEmpty() ? List.of(0L) : cells.stream().map(GridCell::id).toList();
    }
}
