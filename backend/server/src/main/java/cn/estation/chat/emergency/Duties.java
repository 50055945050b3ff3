package cn.estation.chat.emergency;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the duty roster: the pattern of the week, and single spans that stand in for it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Duties {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int EVERY_DAY = 127;
    private static final int DAY = 24 * 60;

    private final DutyMapper spans;
    private final WeekMapper weeks;
    private final Roster roster;
    private final AlertScope scope;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Duties(
            DutyMapper spans,
            WeekMapper weeks,
            Roster roster,
            AlertScope scope,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.spans = spans;
        this.weeks = weeks;
        this.roster = roster;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Puts somebody on duty once.
     *
     * @throws Authority.NotAllowed if no role of theirs takes calls
     * @throws NotFound if that part is not theirs
     * @throws BadInput if the person takes no calls there, or the times make no sense
     * @throws OnDutyBefore if they have this turn already
     */
    void add(Staff staff, long cellId, long who, Instant from, Instant to) {
        var cell = theirs(staff, cellId);
        var community = community(cell, who);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0 || !to.isAfter(clock.instant())) {
            throw new BadInput("结束时间要在开始时间和现在之后，一班不超过 31 天。");
        }
        long id = ids.next();
        try {
            spans.insert(new DutyMapper.Duty(id, community.id(), cellId, who, from, to));
        } catch (DuplicateKeyException twice) {
            throw new OnDutyBefore();
        }
        audit.record(staff, community.id(), "chat.duty-add", "duty:" + id, "排班");
    }

    /**
     * Puts somebody on duty every week; a turn that ends at or before the hour it begins ends on the next day.
     *
     * @param days Monday 1, Tuesday 2, Wednesday 4 …, added up
     * @throws Authority.NotAllowed if no role of theirs takes calls
     * @throws NotFound if that part is not theirs
     * @throws BadInput if the person takes no calls there, or no day is chosen
     * @throws OnDutyBefore if they have this turn already
     */
    void addWeekly(Staff staff, long cellId, long who, int days, LocalTime from, LocalTime to) {
        addWeekly((Actor) staff, theirs(staff, cellId), who, days, from, to);
    }

    /** The same for a district's file. */
    void addWeekly(Actor actor, GridCell cell, long who, int days, LocalTime from, LocalTime to) {
        var community = community(cell, who);
        if (days < 1 || days > EVERY_DAY) {
            throw new BadInput("请选择星期几。");
        }
        int starts = from.getHour() * 60 + from.getMinute();
        int ends = to.getHour() * 60 + to.getMinute();
        long id = ids.next();
        try {
            weeks.insert(new WeekMapper.Week(
                    id,
                    community.id(),
                    cell.id(),
                    who,
                    days,
                    starts,
                    ends > starts ? ends - starts : ends + DAY - starts));
        } catch (DuplicateKeyException twice) {
            throw new OnDutyBefore();
        }
        audit.record(actor, community.id(), "chat.duty-week-add", "duty-week:" + id, "排每周固定的班");
    }

    /** @throws NotFound if there is no such span, or it is not theirs */
    void remove(Staff staff, long id) {
        authority.require(staff, Permission.TAKE_ALERTS);
        var duty = spans.selectById(id);
        if (duty == null || !scope.communities(staff).contains(duty.communityId())) {
            throw new NotFound();
        }
        spans.deleteById(id);
        audit.record(staff, duty.communityId(), "chat.duty-remove", "duty:" + id, "取消值班");
    }

    /** @throws NotFound if there is no such pattern, or it is not theirs */
    void removeWeekly(Staff staff, long id) {
        authority.require(staff, Permission.TAKE_ALERTS);
        var week = weeks.selectById(id);
        if (week == null || !scope.communities(staff).contains(week.communityId())) {
            throw new NotFound();
        }
        weeks.deleteById(id);
        audit.record(staff, week.communityId(), "chat.duty-week-remove", "duty-week:" + id, "取消每周固定的班");
    }

    private GridCell theirs(Staff staff, long cellId) {
        authority.require(staff, Permission.TAKE_ALERTS);
        var cell = grid.find(cellId).orElseThrow(NotFound::new);
        var community = grid.communityOf(cell).orElseThrow(NotFound::new);
        if (!scope.communities(staff).contains(community.id())) {
            throw new NotFound();
        }
        return cell;
    }

    private GridCell community(GridCell cell, long who) {
        var community = grid.communityOf(cell).orElseThrow(NotFound::new);
        if (!roster.crew(community).containsKey(who)) {
            throw new BadInput("这个人在本社区没有能接求助的岗位。");
        }
        return community;
    }

    static final class OnDutyBefore extends Refusal {
        OnDutyBefore() {
            super(HttpStatus.CONFLICT, "on-duty-before", "这个人这时已经排在这一片了。");
        }
    }
}
