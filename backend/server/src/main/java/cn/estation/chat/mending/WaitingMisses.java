package cn.estation.chat.mending;

import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Questions that nobody has answered. */
@Component
class WaitingMisses implements WaitingWork {

    private final MissMapper misses;
    private final MissScope scope;

    WaitingMisses(MissMapper misses, MissScope scope) {
        this.misses = misses;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.ANSWER_MISSES)) {
            return Optional.empty();
        }
        long count = misses.open(scope.communities(staff, Permission.ANSWER_MISSES));
        return Optional.of(new Waiting("机器人没答上的问题", count, "/console/misses", 20));
    }
}
