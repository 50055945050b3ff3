package cn.estation.identity.registration;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Members who came to register and wait for the community. */
@Component
class WaitingRegistrations implements WaitingWork {

    private final Submitted submitted;
    private final Authority authority;

    WaitingRegistrations(Submitted submitted, Authority authority) {
        this.submitted = submitted;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.CONFIRM_MEMBERS)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.CONFIRM_MEMBERS);
        long count = communities.isEmpty() ? 0 : submitted.count(communities);
        return Optional.of(new Waiting("党员报到待受理", count, "/console/members?status=SUBMITTED", 50));
    }

    @Mapper
    interface Submitted {
        @Select("""
                <script>
                SELECT COUNT(*) FROM identity_registration WHERE status = 'SUBMITTED' AND community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
                </script>""")
        long count(List<Long> communities);
    }
}
