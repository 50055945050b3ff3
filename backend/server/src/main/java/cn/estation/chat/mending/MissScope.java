package cn.estation.chat.mending;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whose misses are whose to see: a community's its staff's, and those of nobody knows where the district's. */
@Component
public class MissScope {

    /** Stands for: nobody knows which community. */
    public static final long UNPLACED = 0;

    private final Authority authority;
    private final Grid grid;

    MissScope(Authority authority, Grid grid) {
        this.authority = authority;
        this.grid = grid;
    }

    /** The communities they may do this for, and 0 for staff of a whole district. */
    public List<Long> communities(Staff staff, Permission permission) {
        authority.require(staff, permission);
        var ids = new ArrayList<>(authority.communityIds(staff, permission));
        if (seesUnplaced(staff, permission)) {
            ids.add(UNPLACED);
        }
        if (ids.isEmpty()) {
            ids.add(-1L);
        }
        return ids;
    }

    private boolean seesUnplaced(Staff staff, Permission permission) {
        return authority.roots(staff, permission).stream().anyMatch(cell -> cell.kind() == CellKind.DISTRICT);
    }

    /** The offices for which they may answer, from the top: where an answer of theirs may hold. */
    Map<String, String> offices(Staff staff) {
        var offices = new LinkedHashMap<String, String>();
        authority.roots(staff, Permission.ANSWER_MISSES).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .forEach(cell -> offices.put(Long.toString(cell.id()), cell.name()));
        return offices;
    }

    List<Long> officeIds(Staff staff) {
        var ids = offices(staff).keySet().stream().map(Long::valueOf).toList();
        return ids.isEmpty() ? List.of(-1L) : ids;
    }

    /** The communities of those for whom an answer of this office holds; a district also speaks to those of nowhere. */
    List<Long> heardBy(long cellId) {
        var cell = grid.cell(cellId);
        var ids = new ArrayList<>(
                grid.communitiesBelow(cell).stream().map(GridCell::id).toList());
        if (cell.kind() == CellKind.DISTRICT) {
            ids.add(UNPLACED);
        }
        return ids.isEmpty() ? List.of(-1L) : ids;
    }

    /** @throws NotFound if the mending is not theirs */
    void require(Staff staff, Mending mending) {
        authority.require(staff, Permission.ANSWER_MISSES, mending.cellId());
    }

    /** @throws NotFound if the office is not theirs, or none */
    GridCell office(Staff staff, long cellId) {
        authority.require(staff, Permission.ANSWER_MISSES, cellId);
        var cell = grid.cell(cellId);
        if (!offices(staff).containsKey(Long.toString(cellId))) {
            throw new NotFound();
        }
        return cell;
    }
}
