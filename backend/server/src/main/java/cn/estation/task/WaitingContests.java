package cn.estation.task;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Contested absences that a community has left undecided for long: for whoever looks after more than one community. Where one
 * person writes all tasks, nobody else there may decide.
 */
@Component
class WaitingContests implements WaitingWork {

    private final ClaimMapper claims;
    private final Authority authority;
    private final Clock clock;

    WaitingContests(ClaimMapper claims, Authority authority, Clock clock) {
        this.claims = claims;
        this.authority = authority;
        this.clock = clock;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        var communities = authority.communityIdsFromAbove(staff, Permission.VERIFY_TASKS);
        if (communities.isEmpty()) {
            return Optional.empty();
        }
        long count = claims.countContested(communities, clock.instant().minus(Contests.OVERDUE));
        return Optional.of(new Waiting("未到岗申诉逾期未裁定", count, ContestPages.HOME + "?overdue=true", 35));
    }
}
