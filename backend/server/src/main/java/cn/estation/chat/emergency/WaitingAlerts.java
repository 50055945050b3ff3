package cn.estation.chat.emergency;

import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Calls for help that nobody has taken. */
@Component
class WaitingAlerts implements WaitingWork {

    private final Untaken untaken;
    private final AlertScope scope;

    WaitingAlerts(Untaken untaken, AlertScope scope) {
        this.untaken = untaken;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.TAKE_ALERTS)) {
            return Optional.empty();
        }
        long count = untaken.count(scope.communities(staff), scope.seesUnplaced(staff));
        return Optional.of(new Waiting("求助没人接", count, "/console/alerts", 1));
    }

    @Mapper
    interface Untaken {
        @Select("""
                <script>
                SELECT COUNT(*) FROM chat_alert WHERE status = 'OPEN' AND (FALSE
                <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach></if>)
                </script>""")
        long count(List<Long> communities, boolean unplaced);
    }
}
