package cn.estation.chat.emergency;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whose calls for help are whose to see: those of a community are for everybody who works in it, in whichever of its
 * grids, because whoever is near goes; those from nowhere known are the district's.
 */
@Component
class AlertScope {

    private final AlertMapper alerts;
    private final Authority authority;
    private final Grid grid;

    AlertScope(AlertMapper alerts, Authority authority, Grid grid) {
        this.alerts = alerts;
        this.authority = authority;
        this.grid = grid;
    }

    /**
     * @throws Authority.NotAllowed if no role of theirs takes calls
     * @throws NotFound if there is no such call, or it is not theirs
     */
    Alert require(Staff staff, long alertId) {
        authority.require(staff, Permission.TAKE_ALERTS);
        var alert = alerts.selectById(alertId);
        if (alert == null || !sees(staff, alert)) {
            throw new NotFound();
        }
        return alert;
    }

    private boolean sees(Staff staff, Alert alert) {
        return alert.communityId() == null
                ? seesUnplaced(staff)
                : communities(staff).contains(alert.communityId());
    }

    List<Long> communities(Staff staff) {
        return authority.roots(staff, Permission.TAKE_ALERTS).stream()
                .flatMap(this::communities)
                .map(GridCell::id)
                .distinct()
                .toList();
    }

    boolean seesUnplaced(Staff staff) {
        return authority.roots(staff, Permission.TAKE_ALERTS).stream()
                .anyMatch(cell -> cell.kind() == CellKind.DISTRICT);
    }

    private Stream<GridCell> communities(GridCell root) {
        return Stream.concat(grid.communitiesBelow(root).stream(), grid.communityOf(root).stream());
    }
}
