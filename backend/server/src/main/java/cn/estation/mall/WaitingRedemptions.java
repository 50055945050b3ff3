package cn.estation.mall;

import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** What was redeemed and not collected yet. */
@Component
class WaitingRedemptions implements WaitingWork {

    private final Ready ready;
    private final Authority authority;

    WaitingRedemptions(Ready ready, Authority authority) {
        this.ready = ready;
        this.authority = authority;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.MANAGE_MALL)) {
            return Optional.empty();
        }
        var communities = authority.communityIds(staff, Permission.MANAGE_MALL);
        long count = communities.isEmpty() ? 0 : ready.count(communities);
        return Optional.of(new Waiting("兑换待领取", count, RedemptionPages.LIST + "?status=READY", 70));
    }

    @Mapper
    interface Ready {
        @Select("""
                <script>
                SELECT COUNT(*) FROM mall_redemption WHERE status = 'READY' AND community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
                </script>""")
        long count(List<Long> communities);
    }
}
