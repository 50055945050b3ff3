package cn.estation.chat.emergency;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is told of a call for help: first who is on duty for the smallest part of the tree that has somebody on duty, or,
 * where nobody is, the grid workers whose part covers it and whoever answers for the community; then the community too;
 * then those above it.
 */
@Component
class Crew {

    private static final int COMMUNITY_TOO = 2;
    private static final int ABOVE_TOO = 3;

    private final Crews crews;
    private final Roster roster;
    private final Grid grid;

    Crew(Crews crews, Roster roster, Grid grid) {
        this.crews = crews;
        this.roster = roster;
        this.grid = grid;
    }

    /** Staff by id, and whether they are on duty. */
    Map<Long, Boolean> of(@Nullable Long cellId, int round) {
        var told = new LinkedHashMap<Long, Boolean>();
        if (cellId == null) {
            all(grid.roots()).forEach(staff -> told.putIfAbsent(staff, false));
            return told;
        }
        var upwards = grid.upwards(grid.cell(cellId));
        roster.onDuty(upwards).forEach(staff -> told.put(staff, true));
        if (told.isEmpty()) {
            Stream.concat(gridWorkers(upwards), leaders(upwards)).forEach(staff -> told.putIfAbsent(staff, false));
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

    /** Where nobody is on duty, whoever answers for the community is told at once. */
    private Stream<Long> leaders(List<GridCell> upwards) {
        return crews.at(ids(only(upwards, CellKind.COMMUNITY)), Permission.TAKE_ALERTS).stream()
                .filter(post -> post.role() == StaffRole.DIRECTOR)
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
