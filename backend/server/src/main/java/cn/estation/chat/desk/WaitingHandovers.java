package cn.estation.chat.desk;

import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** People who wait for a person. */
@Component
class WaitingHandovers implements WaitingWork {

    private final Queued queued;
    private final DeskScope scope;

    WaitingHandovers(Queued queued, DeskScope scope) {
        this.queued = queued;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.TALK_TO_RESIDENTS)) {
            return Optional.empty();
        }
        long count = queued.count(scope.communities(staff), scope.seesUnplaced(staff));
        return Optional.of(new Waiting("有人等人工答复", count, "/console/chats", 10));
    }

    @Mapper
    interface Queued {
        @Select("""
                <script>
                SELECT COUNT(*) FROM chat_handover WHERE status IN ('WAITING', 'MESSAGE') AND (FALSE
                <if test="unplaced">OR community_id IS NULL</if>
                <if test="!communities.isEmpty()">OR community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach></if>)
                </script>""")
        long count(List<Long> communities, boolean unplaced);
    }
}
