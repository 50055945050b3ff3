package cn.estation.request;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Complaints and suggestions that nobody has answered. */
@Component
class WaitingFeedback implements WaitingWork {

    private final Unanswered unanswered;
    private final FeedbackScope scope;
    private final Authority authority;

    WaitingFeedback(Unanswered unanswered, FeedbackScope scope, Authority authority) {
        this.unanswered = unanswered;
        this.scope = scope;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.ANSWER_FEEDBACK)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.ANSWER_FEEDBACK);
        boolean unplaced = scope.seesUnplaced(staff, Permission.ANSWER_FEEDBACK);
        long count = communities.isEmpty() && !unplaced ? 0 : unanswered.count(communities, unplaced);
        return Optional.of(new Waiting("投诉建议待答复", count, "/console/feedback?status=SUBMITTED", 30));
    }

    @Mapper
    interface Unanswered {
        @Select("""
                <script>
                SELECT COUNT(*) FROM request_resident_request WHERE status = 'SUBMITTED' AND (FALSE
                <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach></if>)
                </script>""")
        long count(List<Long> communities, boolean unplaced);
    }
}
