package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is published. Whoever claimed it is asked again: they confirm, or withdraw and are not to blame. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Changing {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 H:mm").withZone(Time.CHINA);
    private static final int LONGEST = 500;

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Publishing publishing;
    private final DraftCheck check;
    private final Eligibility eligibility;
    private final Claiming claiming;
    private final Queueing queue;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Changing(
            TaskMapper tasks,
            ClaimMapper claims,
            Publishing publishing,
            DraftCheck check,
            Eligibility eligibility,
            Claiming claiming,
            Queueing queue,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.publishing = publishing;
        this.check = check;
        this.eligibility = eligibility;
        this.claiming = claiming;
        this.queue = queue;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Changes a published task before it begins. Who may no longer come to it gives back their place, or the one in the
     * queue; those places and any more go to who waits.
     *
     * @return what was changed, from what to what
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws NotToChange if it is not on, or has begun
     * @throws FewerThanClaimed if there would be fewer places than are taken
     * @throws SomebodyIsThere if time or place would change though somebody has checked in
     * @throws BadInput if the times make no sense, it names another community, or nothing was changed
     */
    String change(Staff staff, long taskId, TaskDraft draft, String reason) {
        var seen = publishing.theirs(staff, taskId);
        var task = tasks.hold(taskId);
        if (task == null) {
            throw new NotFound();
        }
        var now = clock.instant();
        var written = written(task, draft);
        var summary = check(task, written);
        var live = claims.liveOfTask(taskId);
        if (moved(task, written) && live.stream().anyMatch(claim -> claim.status() == ClaimStatus.CHECKED_IN)) {
            throw new SomebodyIsThere();
        }
        if (tasks.change(changed(written, task, summary)) == 0) {
            throw new NotToChange();
        }
        int version = task.version() + 1;
        tasks.recordChange(new TaskMapper.Change(ids.next(), taskId, version, summary, reason, staff.actorKey(), now));
        audit.record(staff, seen.communityId(), "task.change", "task:" + taskId, cut("修改：" + summary));
        var after = tasks.find(taskId).orElseThrow();
        var outside = outside(task, after, live);
        outside.forEach(claim -> claiming.release(staff, claim.residentId(), taskId, "认领范围改了，您不在新的范围内"));
        live.stream()
                .filter(claim -> claim.status().untouched() && !outside.contains(claim))
                .forEach(claim -> events.publishEvent(new TaskChanged(
                        claim.id(),
                        taskId,
                        claim.residentId(),
                        task.communityId(),
                        draft.title(),
                        version,
                        summary,
                        reason)));
        queue.passOn(after);
        return summary;
    }

    /** Who may no longer come. Who waits is first, or a place that comes free would be offered to them. */
    private List<Claim> outside(VolunteerTask before, VolunteerTask after, List<Claim> live) {
        return sameAudience(before, after)
                ? List.of()
                : live.stream()
                        .filter(claim -> claim.status().untouched())
                        .filter(claim -> !eligibility.inAudience(claim.residentId(), after))
                        .sorted(Comparator.comparing(claim -> claim.status() != ClaimStatus.WAITLISTED))
                        .toList();
    }

    /**
     * Says what a change would change.
     *
     * @throws NotToChange if it is not on, or has begun
     * @throws FewerThanClaimed if there would be fewer places than are taken
     * @throws BadInput if the times make no sense, it names another community, or nothing was changed
     */
    String check(VolunteerTask task, TaskDraft draft) {
        return check(task, written(task, draft));
    }

    /** The task as the draft has it. */
    private VolunteerTask written(VolunteerTask task, TaskDraft draft) {
        check.require(draft, task);
        return VolunteerTask.of(task.id(), draft, task.code(), task.createdBy(), task.createdAt());
    }

    private String check(VolunteerTask task, VolunteerTask written) {
        var now = clock.instant();
        boolean open = task.status() == TaskStatus.PUBLISHED || task.status() == TaskStatus.SIGNUP_CLOSED;
        if (!open || task.startedAt(now) || !written.startsAt().isAfter(now)) {
            throw new NotToChange();
        }
        if (written.places() < task.claimed()) {
            throw new FewerThanClaimed(task);
        }
        var summary = summary(task, written);
        if (!sameCount(task, written) || !sameMinute(task.claimUntil(), written.claimUntil())) {
            check.refusePassed(written);
        }
        return summary;
    }

    private static boolean moved(VolunteerTask task, VolunteerTask written) {
        return !sameMinute(task.startsAt(), written.startsAt())
                || !sameMinute(task.endsAt(), written.endsAt())
                || !task.place().equals(written.place());
    }

    /** What was counted stays counted as long as it would be counted the same. */
    private static boolean sameCount(VolunteerTask task, VolunteerTask other) {
        return task.minimum() == other.minimum() && sameMinute(task.minimumAt(), other.minimumAt());
    }

    private static boolean sameAudience(VolunteerTask task, VolunteerTask other) {
        return task.audience() == other.audience() && Objects.equals(task.audienceCellId(), other.audienceCellId());
    }

    /** Forms know minutes only. */
    private static boolean sameMinute(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? one == null && other == null
                : one.truncatedTo(ChronoUnit.MINUTES).equals(other.truncatedTo(ChronoUnit.MINUTES));
    }

    /** The new words under the old version, which the statement compares with. */
    private static VolunteerTask changed(VolunteerTask written, VolunteerTask task, String summary) {
        return new VolunteerTask(
                written.id(),
                task.communityId(),
                written.code(),
                written.kind(),
                written.audience(),
                written.audienceCellId(),
                written.cellId(),
                written.longitude(),
                written.latitude(),
                written.skills(),
                written.contact(),
                written.minimum(),
                written.minimumAt(),
                task.minimumMet() && sameCount(task, written),
                written.claimFrom(),
                written.claimUntil(),
                written.withdrawUntil(),
                task.waiting(),
                task.version(),
                summary,
                task.seriesId(),
                task.servedResidentId(),
                task.submittedBy(),
                task.reviewedBy(),
                written.title(),
                written.description(),
                written.place(),
                written.startsAt(),
                written.endsAt(),
                written.places(),
                task.claimed(),
                task.status(),
                task.createdBy(),
                task.createdAt());
    }

    private static String summary(VolunteerTask task, VolunteerTask written) {
        var parts = new ArrayList<String>();
        say(parts, "名称", task.title(), written.title());
        say(parts, "开始", when(task.startsAt()), when(written.startsAt()));
        say(parts, "结束", when(task.endsAt()), when(written.endsAt()));
        say(parts, "地点", task.place(), written.place());
        say(parts, "名额", task.places(), written.places());
        say(parts, "类别", task.kind().title(), written.kind().title());
        say(parts, "联系", task.contact(), written.contact());
        if (!task.description().equals(written.description())) {
            parts.add("说明有修改");
        }
        if (!task.skills().equals(written.skills()) || !sameAudience(task, written)) {
            parts.add("谁能认领有修改");
        }
        if (parts.isEmpty() && same(task, written)) {
            throw new BadInput("内容没有变化，不用保存。");
        }
        return cut(parts.isEmpty() ? "认领时间等安排有修改" : String.join("；", parts));
    }

    private static boolean same(VolunteerTask task, VolunteerTask other) {
        return sameCount(task, other)
                && Objects.equals(task.claimFrom(), other.claimFrom())
                && Objects.equals(task.claimUntil(), other.claimUntil())
                && Objects.equals(task.withdrawUntil(), other.withdrawUntil())
                && Objects.equals(task.cellId(), other.cellId())
                && point(task).equals(point(other));
    }

    private static String point(VolunteerTask task) {
        var lng = task.longitude();
        var lat = task.latitude();
        return lng == null || lat == null
                ? ""
                : lng.stripTrailingZeros().toPlainString() + ","
                        + lat.stripTrailingZeros().toPlainString();
    }

    private static void say(List<String> parts, String what, Object from, Object to) {
        if (!from.equals(to)) {
            parts.add("%s由“%s”改为“%s”".formatted(what, from, to));
        }
    }

    private static String when(Instant moment) {
        return WHEN.format(moment);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    static final class NotToChange extends Refusal {
        NotToChange() {
            super(HttpStatus.CONFLICT, "task-not-to-change", "任务已开始、已结束或已取消，不能再改；新的开始时间应在现在之后。");
        }
    }

    static final class SomebodyIsThere extends Refusal {
        SomebodyIsThere() {
            super(HttpStatus.CONFLICT, "somebody-is-there", "已有党员签到，时间和地点不能再改；其他内容可以改。");
        }
    }

    static final class FewerThanClaimed extends Refusal {
        FewerThanClaimed(VolunteerTask task) {
            super(HttpStatus.CONFLICT, "fewer-than-claimed", "已有 %d 人认领，名额不能少于这个数。".formatted(task.claimed()));
        }
    }
}
