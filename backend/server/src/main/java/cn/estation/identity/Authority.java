package cn.estation.identity;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Decides what staff may do where. A role given for a cell holds for that cell and everything below it. */
@Service
public class Authority {

    private final Grid grid;

    Authority(Grid grid) {
        this.grid = grid;
    }

    /**
     * Passes if the staff member may do this for this cell.
     *
     * @throws NotAllowed if no role grants the permission anywhere
     * @throws NotFound if it is granted, but not for this part of the tree: what is there is not theirs to know
     */
    public void require(Staff staff, Permission permission, long cellId) {
        require(staff, permission);
        if (!may(staff, permission, cellId)) {
            throw new NotFound();
        }
    }

    /**
     * True if the staff member may do this for this cell.
     *
     * @throws NotFound if there is no such cell
     */
    public boolean may(Staff staff, Permission permission, long cellId) {
        return may(staff, permission, grid.cell(cellId));
    }

    /** True if the staff member may do this for this cell. */
    public boolean may(Staff staff, Permission permission, GridCell cell) {
        return roots(staff, permission).stream().anyMatch(root -> root.contains(cell));
    }

    /** @throws NotAllowed if no role grants the permission anywhere */
    public void require(Staff staff, Permission permission) {
        if (!staff.may(permission)) {
            throw new NotAllowed();
        }
    }

    /** The communities for which the staff member may do this, by code. */
    public List<GridCell> communities(Staff staff, Permission permission) {
        return roots(staff, permission).stream()
                .flatMap(root -> grid.communitiesBelow(root).stream())
                .distinct()
                .sorted(Comparator.comparing(GridCell::code))
                .toList();
    }

    /** The same as ids, for lists. Empty means: nothing to see. */
    public List<Long> communityIds(Staff staff, Permission permission) {
        return communities(staff, permission).stream().map(GridCell::id).toList();
    }

    /** The ids of those that the staff member looks after from above; none for who works in a community. */
    public List<Long> communityIdsFromAbove(Staff staff, Permission permission) {
        return roots(staff, permission).stream()
                .filter(root -> root.kind().ordinal() < CellKind.COMMUNITY.ordinal())
                .flatMap(root -> grid.communitiesBelow(root).stream())
                .map(GridCell::id)
                .distinct()
                .toList();
    }

    /** The tops of the parts of the tree where the staff member may do this. */
    public List<GridCell> roots(Staff staff, Permission permission) {
        return staff.grants().stream()
                .filter(grant -> grant.role().grants(permission))
                .map(Staff.Grant::cellId)
                .distinct()
                .flatMap(id -> grid.find(id).stream())
                .toList();
    }

    public static final class NotAllowed extends Refusal {
        public NotAllowed() {
            super(HttpStatus.FORBIDDEN, "not-allowed", "您的岗位没有这项权限，请联系管理员。");
        }
    }
}
