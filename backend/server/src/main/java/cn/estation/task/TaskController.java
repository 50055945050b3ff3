package cn.estation.task;

import cn.estation.identity.Resident;
import cn.estation.identity.Skill;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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

/** Tasks for the mini-program: look, claim, wait, give back, agree to changes. */
@RestController
class TaskController {

    private static final String RADIUS = "3";

    private final TaskReading reading;
    private final Claiming claiming;
    private final Worth worth;

    TaskController(TaskReading reading, Claiming claiming, Worth worth) {
        this.reading = reading;
        this.claiming = claiming;
        this.worth = worth;
    }

    /**
     * The tasks on for people of a community. Anybody may look; who is signed in also sees why they cannot claim.
     *
     * @param from the first day in China
     * @param to the last day in China
     * @param free true for those with places left
     */
    @GetMapping("/api/v1/tasks")
    Page<Listed> list(
            @AuthenticationPrincipal @Nullable Resident resident,
            @RequestParam Id communityId,
            @RequestParam @Nullable TaskKind kind,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean free,
            PageQuery query) {
        var wanted = new TaskMapper.Wanted(kind, midnight(from, 0), midnight(to, 1), free);
        return reading.published(communityId.value(), id(resident), wanted, query)
                .map(Listed::of);
    }

    private static @Nullable Instant midnight(@Nullable LocalDate day, int later) {
        return day == null ? null : day.plusDays(later).atStartOfDay(Time.CHINA).toInstant();
    }

    /**
     * The tasks around a point (GCJ-02), nearest first, 50 at the most.
     *
     * @param km how far, 1 to 50
     */
    @GetMapping("/api/v1/tasks/near")
    List<Listed> near(
            @AuthenticationPrincipal @Nullable Resident resident,
            @RequestParam Id communityId,
            @RequestParam double lng,
            @RequestParam double lat,
            @RequestParam(defaultValue = RADIUS) int km) {
        return reading.near(communityId.value(), id(resident), lng, lat, km).stream()
                .map(Listed::of)
                .toList();
    }

    @GetMapping("/api/v1/tasks/{id}")
    Detail one(@AuthenticationPrincipal @Nullable Resident resident, @PathVariable Id id) {
        var seen = reading.one(id.value(), id(resident));
        return Detail.of(seen, worth.arithmetic(seen.task()));
    }

    private static @Nullable Long id(@Nullable Resident resident) {
        return resident == null ? null : resident.id();
    }

    /** Takes a place, or the one that was offered to who waited. */
    @PostMapping("/api/v1/tasks/{id}/claims")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Claimed claim(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Claimed.of(claiming.claim(resident, id.value()));
    }

    /** Waits for a place in a full task. */
    @PostMapping("/api/v1/tasks/{id}/waits")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Claimed wait(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Claimed.of(claiming.wait(resident, id.value()));
    }

    /** Gives the place back, before the task begins, or leaves the queue. */
    @DeleteMapping("/api/v1/tasks/{id}/claims/mine")
    @Idempotent
    Claimed withdraw(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return Claimed.of(claiming.withdraw(resident, id.value()));
    }

    /** Agrees to the task as it is after a change. */
    @PostMapping("/api/v1/tasks/{id}/claims/mine/confirmation")
    @Idempotent
    Claimed confirm(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Agreed body) {
        return Claimed.of(claiming.confirm(resident, id.value(), body.version()));
    }

    /** @param version of the task that was read */
    record Agreed(@NotNull @Min(1) @Max(Integer.MAX_VALUE) Integer version) {}

    /**
     * @param points how they are counted, for example {@code 1 分/小时}
     * @param waiting how many wait for a place
     * @param mine where the reader's own claim stands, absent without one
     * @param unconfirmed true if it was changed since the reader claimed it: agree or withdraw
     * @param obstacle why the reader cannot claim, absent if they can
     * @param metres from the point that was asked for
     */
    record Listed(
            Id id,
            Id communityId,
            TaskKind kind,
            String title,
            String place,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            Instant startsAt,
            Instant endsAt,
            int places,
            int claimed,
            int waiting,
            String points,
            Set<Skill> skills,
            TaskStatus status,
            int version,
            @Nullable ClaimStatus mine,
            boolean unconfirmed,
            @Nullable String obstacle,
            @Nullable Integer metres) {

        static Listed of(TaskReading.Seen seen) {
            var task = seen.task();
            return new Listed(
                    Id.of(task.id()),
                    Id.of(task.communityId()),
                    task.kind(),
                    task.title(),
                    task.place(),
                    task.longitude(),
                    task.latitude(),
                    task.startsAt(),
                    task.endsAt(),
                    task.places(),
                    task.claimed(),
                    task.waiting(),
                    seen.rule(),
                    task.wanted(),
                    task.status(),
                    task.version(),
                    seen.mine(),
                    seen.unconfirmed(),
                    seen.obstacle(),
                    seen.metres());
        }
    }

    /**
     * @param expected what the whole of it is worth if coming and going are both shown
     * @param changed what the last change changed, empty if there was none
     * @param withdrawUntil until when a place is given back without a word
     * @param minimum how many must have claimed at {@code minimumAt}, or it is off; 0 for any number
     */
    record Detail(
            Listed task,
            String description,
            String contact,
            Audience audience,
            String expected,
            String changed,
            @Nullable Instant claimFrom,
            Instant claimUntil,
            Instant withdrawUntil,
            int minimum,
            @Nullable Instant minimumAt) {

        static Detail of(TaskReading.Seen seen, String expected) {
            var task = seen.task();
            return new Detail(
                    Listed.of(seen),
                    task.description(),
                    task.contact(),
                    task.audience(),
                    expected,
                    task.changed(),
                    task.claimFrom(),
                    task.closesAt(),
                    task.freeToLeaveUntil(),
                    task.minimum(),
                    task.minimumAt());
        }
    }
}
