package cn.estation.guide.desk;

import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Collection;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Guides that wait for somebody else than their author. */
@Component
class WaitingReviews implements WaitingWork {

    private final ToReview toReview;
    private final GuideScope scope;

    WaitingReviews(ToReview toReview, GuideScope scope) {
        this.toReview = toReview;
        this.scope = scope;
    }

    @Override
    public Optional<Waiting> waiting(Staff staff) {
        if (!staff.may(Permission.EDIT_GUIDES)) {
            return Optional.empty();
        }
        var cells = scope.cells(staff);
        long count = cells.isEmpty() ? 0 : toReview.count(cells, staff.actorKey());
        return Optional.of(new Waiting("办事指南待审核", count, "/console/guides?status=REVIEW", 25));
    }

    @Mapper
    interface ToReview {
        @Select("""
                <script>
                SELECT COUNT(*) FROM guide_version v JOIN guide_item i ON i.id = v.item_id
                WHERE v.status = 'REVIEW' AND v.author &lt;> #{reader} AND i.cell_id IN
                <foreach item="id" collection="cells" open="(" separator="," close=")">#{id}</foreach>
                </script>""")
        long count(Collection<Long> cells, String reader);
    }
}
