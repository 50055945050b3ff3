package cn.estation.chat.desk;

import cn.estation.grid.CellKind;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.NotFound;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose conversations are whose: a community's its staff's, and those from nowhere known the district's. */
@Component
class DeskScope {

    private final HandoverMapper handovers;
    private final Authority authority;

    DeskScope(HandoverMapper handovers, Authority authority) {
        this.handovers = handovers;
        this.authority = authority;
    }

    /**
     * @throws Authority.NotAllowed if no role of theirs talks to residents
     * @throws NotFound if there is no such conversation, or it is not theirs
     */
    Handover require(Staff staff, long handoverId) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        var handover = handovers.selectById(handoverId);
        if (handover == null) {
            throw new NotFound();
        }
        if (handover.communityId() instanceof Long community) {
            authority.require(staff, Permission.TALK_TO_RESIDENTS, community);
        } else if (!seesUnplaced(staff)) {
            throw new NotFound();
        }
        return handover;
    }

    List<Long> communities(Staff staff) {
        return authority.communityIds(staff, Permission.TALK_TO_RESIDENTS);
    }

    boolean seesUnplaced(Staff staff) {
        return authority.roots(staff, Permission.TALK_TO_RESIDENTS).stream()
                .anyMatch(cell -> cell.kind() == CellKind.DISTRICT);
    }
}
