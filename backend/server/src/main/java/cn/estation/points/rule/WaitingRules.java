package cn.estation.points.rule;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Proposed rules that wait for a second person. */
@Component
class WaitingRules implements WaitingWork {

    private final RuleMapper rules;
    private final Authority authority;
    private final Grid grid;

    WaitingRules(RuleMapper rules, Authority authority, Grid grid) {
        this.rules = rules;
        this.authority = authority;
        this.grid = grid;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.APPROVE_POINTS)) {
            return Optional.empty();
        }
        var cells = authority.roots(staff, Permission.APPROVE_POINTS).stream()
                .flatMap(root -> grid.officesBelow(root).stream())
                .map(GridCell::id)
                .toList();
        long count = cells.isEmpty() ? 0 : rules.submitted(cells, staff.actorKey());
        return Optional.of(new Waiting("赋分细则待审核", count, RulePages.HOME, 50));
    }
}
