package cn.estation.request;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import org.springframework.stereotype.Component;

/** Whose feedback is whose to see: a community's its staff's, and what names no community the district's. */
@Component
class FeedbackScope {

    private final RequestMapper requests;
    private final Authority authority;
    private final Grid grid;

    FeedbackScope(RequestMapper requests, Authority authority, Grid grid) {
        this.requests = requests;
        this.authority = authority;
        this.grid = grid;
    }

    /**
     * The request, if they may do this with it.
     *
     * @throws Authority.NotAllowed if no role of theirs grants the permission
     * @throws NotFound if there is no such request, or it is not theirs
     */
    ResidentRequest require(Staff staff, Permission permission, long requestId) {
        authority.require(staff, permission);
        var request = requests.find(requestId);
        if (request == null) {
            throw new NotFound();
        }
        if (request.communityId() instanceof Long community) {
            authority.require(staff, permission, community);
        } else if (!seesUnplaced(staff, permission)) {
            throw new NotFound();
        }
        return request;
    }

    /** True for staff with this permission for a whole district. */
    boolean seesUnplaced(Staff staff, Permission permission) {
        return staff.grants().stream()
                .filter(grant -> grant.role().grants(permission))
                .flatMap(grant -> grid.find(grant.cellId()).stream())
                .anyMatch(cell -> cell.kind() == CellKind.DISTRICT);
    }
}
