package cn.estation.task;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Tasks and changes that somebody submitted and a second person has to look at, and wishes of residents that nobody has published. */
@Component
class WaitingReview implements WaitingWork {

    private final Submitted submitted;
    private final Authority authority;

    WaitingReview(Submitted submitted, Authority authority) {
        this.submitted = submitted;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.PUBLISH_TASKS)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.PUBLISH_TASKS);
        long count = communities.isEmpty() ? 0 : submitted.count(communities);
        return Optional.of(new Waiting("任务和修改待审核、心愿待发布", count, "/console/task/board", 45));
    }

    @Mapper
    interface Submitted {
        @Select("""
                <script>
                SELECT (SELECT COUNT(*) FROM task_proposed_change p
                  JOIN task_volunteer_task t ON t.id = p.task_id AND t.status IN ('PUBLISHED', 'SIGNUP_CLOSED')
                  WHERE p.status = 'PROPOSED' AND p.community_id IN
                  <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>)
                  + COUNT(*) FROM task_volunteer_task
                WHERE (status = 'REVIEW' OR (status = 'DRAFT' AND served_resident_id IS NOT NULL)) AND community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
                </script>""")
        long count(@Param("communities") List<Long> communities);
    }
}
