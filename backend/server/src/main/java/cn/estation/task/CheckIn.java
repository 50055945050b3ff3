package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members show that they came and went: by the code on the screen at the place, or by their own code that staff scan. Only the
 * server's time counts.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class CheckIn {

    static final Duration OPENS_BEFORE = Duration.ofMinutes(30);

    /** So long after the end a code at the door still shows that somebody stayed until it. */
    static final Duration LEAVING = Duration.ofMinutes(30);

    /**
     * What a phone may tell besides the code. None of it is needed and none of it is worth anything.
     *
     * @param device what tells one phone from another, to see one phone check in many people
     */
    record Beside(
            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable String device) {

        static final Beside NOTHING = new Beside(null, null, null);
    }

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Claiming claiming;
    private final Eligibility eligibility;
    private final CheckInCode codes;
    private final Moves moves;
    private final Authority authority;
    private final OwnWork ownWork;
    private final BlindIndex index;
    private final AuditTrail audit;
    private final Clock clock;

    CheckIn(
            TaskMapper tasks,
            ClaimMapper claims,
            Claiming claiming,
            Eligibility eligibility,
            CheckInCode codes,
            Moves moves,
            Authority authority,
            OwnWork ownWork,
            BlindIndex index,
            AuditTrail audit,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.claiming = claiming;
        this.eligibility = eligibility;
        this.codes = codes;
        this.moves = moves;
        this.authority = authority;
        this.ownWork = ownWork;
        this.index = index;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Checks a member in, from half an hour before the task until its end.
     *
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NoActiveClaim if the member has no place in it
     * @throws cn.estation.kernel.Refusal {@code not-a-member} or {@code not-for-you} if their registration ended, rests or moved
     * @throws AlreadyCheckedIn if this was done before
     * @throws OutsideWindow before and after the time for it
     * @throws CheckInCode.WrongCode if the code is not this task's
     * @throws CheckInCode.OldCode if the code was shown more than 30 seconds ago
     * @throws Claiming.TimeConflict if the task was moved onto another task of the member
     */
    Claim checkIn(Resident resident, long taskId, String code, Beside beside) {
        var task = seen(tasks.keep(taskId));
        var claim = claimed(claims.live(taskId, resident.id()));
        refuseOutside(task, clock.instant());
        codes.check(taskId, code);
        return arrive(resident, task, claim, Evidence.ROTATING_CODE, beside);
    }

    private Claim arrive(Actor by, VolunteerTask task, Claim claim, Evidence evidence, Beside beside) {
        eligibility.requireAudience(claim.residentId(), task);
        claiming.refuseMovedOntoAnother(claim, task);
        var now = clock.instant();
        if (claims.checkIn(claim.id(), evidence, distance(task, beside), marked(beside.device()), task.version(), now)
                == 0) {
            // Somebody else changed it since it was read: the task was cancelled.
            throw new NoActiveClaim();
        }
        moves.claim(by, claim.id(), ClaimStatus.CLAIMED, ClaimStatus.CHECKED_IN, evidence.title());
        audit.record(by, claim.communityId(), "task.check-in", "claim:" + claim.id(), evidence.title() + "签到。");
        return claims.find(claim.id()).orElseThrow();
    }

    /**
     * Checks a member out, from the beginning of the task until half an hour after its end. Whoever leaves after the planned
     * end has served until then.
     *
     * @param device as for checking in; may be left out
     * @throws NotFound if there is no such task, or only a draft of it
     * @throws NotCheckedIn if the member has not checked in
     * @throws AlreadyCheckedOut if this was done before, or half an hour after the end did it
     * @throws AlreadyEvaluated if the work was evaluated before the member left
     * @throws OutsideWindow before the beginning, and half an hour after the end
     * @throws CheckInCode.WrongCode if the code is not this task's code for leaving
     * @throws CheckInCode.OldCode if the code was shown more than 30 seconds ago
     */
    Claim checkOut(Resident resident, long taskId, String code, @Nullable String device) {
        var task = seen(tasks.find(taskId));
        var claim = present(claims.live(taskId, resident.id()));
        refuseLeavingOutside(task);
        codes.check(CheckInCode.Use.OUT, taskId, code);
        return leave(resident, task, claim, Evidence.ROTATING_CODE, marked(device));
    }

    private Claim leave(Actor by, VolunteerTask task, Claim claim, Evidence evidence, @Nullable String device) {
        if (claims.checkOut(claim.id(), evidence, device, task.leftAt(clock.instant())) == 0) {
            throw new AlreadyCheckedOut();
        }
        moves.claim(by, claim.id(), ClaimStatus.CHECKED_IN, ClaimStatus.CHECKED_OUT, evidence.title());
        audit.record(by, claim.communityId(), "task.check-out", "claim:" + claim.id(), evidence.title() + "签退。");
        return claims.find(claim.id()).orElseThrow();
    }

    /** The member's own code of this moment, for staff to scan. */
    @Transactional(propagation = Propagation.SUPPORTS)
    String memberCode(Resident resident, long taskId) {
        seen(tasks.find(taskId));
        var claim = claims.live(taskId, resident.id());
        if (claim == null || !(claim.status() == ClaimStatus.CLAIMED || claim.status() == ClaimStatus.CHECKED_IN)) {
            throw new NoActiveClaim();
        }
        return codes.current(CheckInCode.Use.MEMBER, claim.id());
    }

    /**
     * Checks a member in or, where they are in, out, by the code on their phone.
     *
     * @throws CheckInCode.WrongCode if it is no member's code, or one for another task
     * @throws CheckInCode.OldCode if it was shown more than 30 seconds ago
     * @throws NotFound if the task is not one the staff member may verify
     * @throws OwnWork.Own if the staff member is this member
     * @throws NoActiveClaim if the claim is no longer one
     * @throws cn.estation.kernel.Refusal {@code not-a-member} or {@code not-for-you} if they are no member here any more
     * @throws AlreadyCheckedOut if the member has left
     * @throws OutsideWindow if it is not the time for it
     */
    Claim scan(Staff staff, long taskId, String code) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var task = tasks.keep(taskId).orElseThrow(NotFound::new);
        authority.require(staff, Permission.VERIFY_TASKS, task.communityId());
        var claim = claims.find(codes.read(CheckInCode.Use.MEMBER, code.strip()))
                .filter(found -> found.taskId() == taskId)
                .orElseThrow(CheckInCode.WrongCode::new);
        ownWork.refuse(staff, claim.residentId());
        if (claim.status() == ClaimStatus.CHECKED_IN) {
            refuseLeavingOutside(task);
            return leave(staff, task, claim, Evidence.STAFF_SCAN, null);
        }
        if (claim.status() == ClaimStatus.CHECKED_OUT || claim.status() == ClaimStatus.AUTO_OUT) {
            throw new AlreadyCheckedOut();
        }
        refuseOutside(task, clock.instant());
        return arrive(staff, task, claimed(claim), Evidence.STAFF_SCAN, Beside.NOTHING);
    }

    private static VolunteerTask seen(Optional<VolunteerTask> task) {
        return task.filter(found -> !found.status().unseen()).orElseThrow(NotFound::new);
    }

    private static void refuseOutside(VolunteerTask task, Instant now) {
        if (now.isBefore(task.startsAt().minus(OPENS_BEFORE)) || task.endedAt(now)) {
            throw OutsideWindow.coming(task, now);
        }
    }

    private void refuseLeavingOutside(VolunteerTask task) {
        var now = clock.instant();
        if (!task.startedAt(now)) {
            throw new OutsideWindow("任务还没有开始，不能签退；不能参加请放弃认领。");
        }
        if (!now.isBefore(task.endsAt().plus(LEAVING))) {
            throw new OutsideWindow("任务结束已超过 30 分钟，已按计划结束时间签退。");
        }
    }

    private static Claim claimed(@Nullable Claim claim) {
        if (claim == null) {
            throw new NoActiveClaim();
        }
        return switch (claim.status()) {
            case CLAIMED -> claim;
            case CHECKED_IN, CHECKED_OUT, AUTO_OUT, SUBMITTED, EVALUATED, SETTLED, REJECTED, REVOKED ->
                throw new AlreadyCheckedIn();
            default -> throw new NoActiveClaim();
        };
    }

    private static Claim present(@Nullable Claim claim) {
        if (claim == null || claim.status().untouched()) {
            throw new NotCheckedIn();
        }
        if (claim.status() != ClaimStatus.CHECKED_IN) {
            throw claim.checkedOutAt() != null
                    ? new AlreadyCheckedOut()
                    : claim.checkedInAt() == null ? new NotCheckedIn() : new AlreadyEvaluated();
        }
        return claim;
    }

    /** Metres from the task's point, where both are known; the position itself is not kept. */
    private static @Nullable Integer distance(VolunteerTask task, Beside beside) {
        var lng = beside.longitude();
        var lat = beside.latitude();
        if (lng == null && lat == null) {
            return null;
        }
        if (lng == null || lat == null || Math.abs(lng) > 180 || Math.abs(lat) > 90) {
            throw new BadInput("位置应同时有经度和纬度。");
        }
        var taskLng = task.longitude();
        var taskLat = task.latitude();
        return taskLng == null || taskLat == null
                ? null
                : Distance.metres(taskLng.doubleValue(), taskLat.doubleValue(), lng, lat);
    }

    /** What tells a phone from others, without being read back. */
    private @Nullable String marked(@Nullable String device) {
        return device == null || device.isBlank() ? null : index.of("task_claim.device", device.strip());
    }

    static final class NoActiveClaim extends Refusal {
        NoActiveClaim() {
            super(HttpStatus.CONFLICT, "no-active-claim", "您没有认领这项任务，请先认领再签到。");
        }
    }

    static final class AlreadyCheckedIn extends Refusal {
        AlreadyCheckedIn() {
            super(HttpStatus.CONFLICT, "already-checked-in", "您已签到，不用重复签到。");
        }
    }

    static final class NotCheckedIn extends Refusal {
        NotCheckedIn() {
            super(HttpStatus.CONFLICT, "not-checked-in", "您还没有签到，不能签退。");
        }
    }

    static final class AlreadyEvaluated extends Refusal {
        AlreadyEvaluated() {
            super(HttpStatus.CONFLICT, "already-evaluated", "您的服务已经核实，不用再签退。");
        }
    }

    static final class AlreadyCheckedOut extends Refusal {
        AlreadyCheckedOut() {
            super(HttpStatus.CONFLICT, "already-checked-out", "已经签退，不用重复签退。");
        }
    }

    static final class OutsideWindow extends Refusal {
        OutsideWindow(String sentence) {
            super(HttpStatus.CONFLICT, "outside-check-in-window", sentence);
        }

        static OutsideWindow coming(VolunteerTask task, Instant now) {
            return new OutsideWindow(task.endedAt(now) ? "任务已结束，不能再签到。" : "还没到签到时间，任务开始前 30 分钟起可以签到。");
        }
    }
}
