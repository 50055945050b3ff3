package cn.estation.task;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Volunteers who checked in and whose work nobody has verified. */
@Component
class WaitingVerification implements WaitingWork {

    private final CheckedIn checkedIn;
    private final Authority authority;

    WaitingVerification(CheckedIn checkedIn, Authority authority) {
        this.checkedIn = checkedIn;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.VERIFY_TASKS)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.VERIFY_TASKS);
        long count = communities.isEmpty() ? 0 : checkedIn.count(communities);
        return Optional.of(new Waiting("志愿服务待核实", count, "/console/task", 40));
    }

    @Mapper
    interface CheckedIn {
        @Select("""
                <script>
                SELECT COUNT(*) FROM task_claim WHERE status IN ('CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED', 'CONTESTED') AND community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
                </script>""")
        long count(List<Long> communities);
    }
}
