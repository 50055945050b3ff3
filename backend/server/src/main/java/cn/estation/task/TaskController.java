package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks for the mini-program: look, claim, give back, check in. */
@RestController
class TaskController {

    private final TaskReading reading;
    private final Claiming claiming;
    private final CheckIn checkIn;
    private final ClaimMapper claims;
    private final Grid grid;

    TaskController(TaskReading reading, Claiming claiming, CheckIn checkIn, ClaimMapper claims, Grid grid) {
        this.reading = reading;
        this.claiming = claiming;
        this.checkIn = checkIn;
        this.claims = claims;
        this.grid = grid;
    }

    /** The published tasks of a community. Anybody may look; who is signed in also sees why they cannot claim. */
    @GetMapping("/api/v1/tasks")
    Page<Listed> list(
            @AuthenticationPrincipal @Nullable Resident resident, @RequestParam Id communityId, PageQuery query) {
        grid.community(communityId.value());
        return reading.published(communityId.value(), resident == null ? null : resident.id(), query)
                .map(Listed::of);
    }

    @GetMapping("/api/v1/tasks/{id}")
    Detail one(@AuthenticationPrincipal @Nullable Resident resident, @PathVariable Id id) {
        var seen = reading.one(id.value(), resident == null ? null : resident.id());
        return new Detail(Listed.of(seen), seen.task().description());
    }

    /** Takes a place. */
    @PostMapping("/api/v1/tasks/{id}/claims")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Claimed claim(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Claimed.of(claiming.claim(resident, id.value()));
    }

    /** Gives the place back, before the task begins. */
    @DeleteMapping("/api/v1/tasks/{id}/claims/mine")
    @Idempotent
    Claimed withdraw(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Claimed.of(claiming.withdraw(resident, id.value()));
    }

    /** Checks in with the code on the screen at the place. */
    @PostMapping("/api/v1/tasks/{id}/check-in")
    @Idempotent
    Claimed checkIn(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Scanned body) {
        return Claimed.of(checkIn.checkIn(resident, id.value(), body.code()));
    }

    /** The claims of the resident who asks, newest first. */
    @GetMapping("/api/v1/claims")
    Page<Mine> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return Page.of(claims.ofResident(resident.id(), query.before(), query.limit()), query, ClaimMapper.Held::id)
                .map(Mine::of);
    }

    record Scanned(
            @NotBlank(message = "请扫描现场的签到码。") @Size(max = 100, message = "签到码不正确。") String code) {}

    /**
     * @param points how they are counted, for example {@code 1 分/小时}
     * @param mine where the reader's own claim stands, absent without one
     * @param obstacle why the reader cannot claim, absent if they can
     */
    record Listed(
            Id id,
            Id communityId,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt,
            int places,
            int claimed,
            String points,
            TaskStatus status,
            @Nullable ClaimStatus mine,
            @Nullable String obstacle) {

        static Listed of(TaskReading.Seen seen) {
            var task = seen.task();
            return new Listed(
                    Id.of(task.id()),
                    Id.of(task.communityId()),
                    task.title(),
                    task.place(),
                    task.startsAt(),
                    task.endsAt(),
                    task.places(),
                    task.claimed(),
                    task.rule(),
                    task.status(),
                    seen.mine(),
                    seen.obstacle());
        }
    }

    record Detail(Listed task, String description) {}

    record Claimed(
            Id claimId,
            Id taskId,
            ClaimStatus status,
            @Nullable Instant checkedInAt) {

        static Claimed of(Claim claim) {
            return new Claimed(Id.of(claim.id()), Id.of(claim.taskId()), claim.status(), claim.checkedInAt());
        }
    }

    record Mine(
            Id claimId,
            Id taskId,
            String title,
            String place,
            Instant startsAt,
            Instant endsAt,
            ClaimStatus status,
            Instant claimedAt,
            @Nullable Instant checkedInAt,
            @Nullable Integer minutes,
            @Nullable Integer points) {

        static Mine of(ClaimMapper.Held held) {
            return new Mine(
                    Id.of(held.id()),
                    Id.of(held.taskId()),
                    held.title(),
                    held.place(),
                    held.startsAt(),
                    held.endsAt(),
                    held.status(),
                    held.claimedAt(),
                    held.checkedInAt(),
                    held.minutes(),
                    held.points());
        }
    }
}
