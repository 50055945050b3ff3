package cn.estation.task;

import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A resident's wishes for the mini-program: raise one, see what became of it, evaluate who fulfilled it. */
@RestController
class WishController {

    private final Wishes wishes;
    private final Verification verification;
    private final TaskMapper tasks;

    WishController(Wishes wishes, Verification verification, TaskMapper tasks) {
        this.wishes = wishes;
        this.verification = verification;
        this.tasks = tasks;
    }

    /** Raises a wish. Staff of the community see it first. */
    @PostMapping("/api/v1/wishes")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Raised raise(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Wish body) {
        var wish = wishes.raise(resident, body.communityId().value(), body.title(), body.text());
        return new Raised(Id.of(wish.id()), wish.status());
    }

    /** The wishes of the resident who asks, newest first. */
    @GetMapping("/api/v1/wishes")
    Page<Mine> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return Page.of(tasks.wishesOf(resident.id(), query.before(), query.limit()), query, VolunteerTask::id)
                .map(Mine::of);
    }

    /** Says how the wish was fulfilled. Only who raised it can. */
    @PostMapping("/api/v1/wishes/{id}/evaluation")
    @Idempotent
    Claimed evaluate(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Evaluation body) {
        if (body.verdict() == Verdict.UNANSWERED) {
            throw new BadInput("评价应为 PASS、PART 或 FAIL。");
        }
        return Claimed.of(verification.evaluate(
                resident,
                id.value(),
                new Verification.Evaluation(
                        body.verdict(),
                        null,
                        body.stars(),
                        body.text() == null ? "" : body.text().strip(),
                        false)));
    }

    record Wish(
            @NotNull Id communityId,
            @NotBlank @Size(max = 60) String title,
            @NotBlank @Size(max = 500) String text) {}

    record Raised(Id id, TaskStatus status) {}

    /** @param stars 1 to 5 */
    record Evaluation(
            @NotNull Verdict verdict,
            @NotNull @Min(1) @Max(5) Integer stars,
            @Nullable @Size(max = 200) String text) {}

    record Mine(Id id, String title, String text, TaskStatus status, Instant startsAt, int claimed) {
        static Mine of(VolunteerTask task) {
            return new Mine(
                    Id.of(task.id()), task.title(), task.description(), task.status(), task.startsAt(), task.claimed());
        }
    }
}
