package cn.estation.appointment.activity;

import cn.estation.appointment.booking.BookingRule;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Residents;
import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * For whom an activity is. Where somebody lives is what they said themselves; for somebody cared for, where the account's
 * owner lives counts.
 */
@Component
class AudienceRule implements BookingRule {

    private final ActivityMapper activities;
    private final Residents residents;
    private final Grid grid;

    AudienceRule(ActivityMapper activities, Residents residents, Grid grid) {
        this.activities = activities;
        this.residents = residents;
        this.grid = grid;
    }

    @Override
    public void require(long residentId, Bookable bookable) {
        if (!bookable.kind().isActivity()) {
            return;
        }
        var activity = activities.selectById(bookable.id());
        if (activity == null) {
            return;
        }
        if (!activity.is(ActivityStatus.PUBLISHED)) {
            throw new NotOffered(bookable.title());
        }
        var cellId = activity.audienceCellId();
        if (cellId != null && !lives(residentId, cellId)) {
            throw new ForOthers(bookable, grid.find(cellId).map(GridCell::name).orElse(""));
        }
    }

    private boolean lives(long residentId, long cellId) {
        var home = residents
                .home(residentId)
                .or(() -> residents.communityOf(residentId).flatMap(grid::find));
        return grid.find(cellId)
                .filter(audience -> home.filter(audience::contains).isPresent())
                .isPresent();
    }

    static final class NotOffered extends Refusal {
        NotOffered(String title) {
            super(HttpStatus.CONFLICT, "activity-cancelled", "“%s”已取消，欢迎看看别的活动。".formatted(title));
        }
    }

    static final class ForOthers extends Refusal {
        ForOthers(Bookable bookable, String cell) {
            super(
                    HttpStatus.CONFLICT,
                    "activity-for-others",
                    "“%s”只对%s的居民开放。您住在那里的话，请先在“我的”里选好小区和楼栋再报名%s。"
                            .formatted(
                                    bookable.title(),
                                    cell,
                                    bookable.phone().isEmpty() ? "" : "，或致电 " + bookable.phone()));
        }
    }
}
