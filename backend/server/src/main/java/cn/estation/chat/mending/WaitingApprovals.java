package cn.estation.chat.mending;

import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers that somebody else proposed and nobody has approved. */
@Component
class WaitingApprovals implements WaitingWork {

    private final MendingMapper mendings;
    private final MissScope scope;

    WaitingApprovals(MendingMapper mendings, MissScope scope) {
        this.mendings = mendings;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.ANSWER_MISSES)) {
            return Optional.empty();
        }
        long count = mendings.countProposed(scope.officeIds(staff), staff.actorKey());
        return Optional.of(new Waiting("答复待审核", count, "/console/mendings?status=PROPOSED", 22));
    }
}
