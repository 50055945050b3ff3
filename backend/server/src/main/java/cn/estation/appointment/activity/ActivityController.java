package cn.estation.appointment.activity;

import cn.estation.appointment.booking.Wish;
import cn.estation.appointment.booking.Wishes;
import cn.estation.appointment.waitlist.Waiting;
import cn.estation.appointment.waitlist.Waitlist;
import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Activities and courses for the mini-program. Anybody may look; who enrols has signed in. */
@RestController
class ActivityController {

    private final Activities activities;
    private final Enrolments enrolments;
    private final ActivityViews views;
    private final Waitlist waitlist;
    private final Wishes wishes;
    private final Grid grid;

    ActivityController(
            Activities activities,
            Enrolments enrolments,
            ActivityViews views,
            Waitlist waitlist,
            Wishes wishes,
            Grid grid) {
        this.activities = activities;
        this.enrolments = enrolments;
        this.views = views;
        this.waitlist = waitlist;
        this.wishes = wishes;
        this.grid = grid;
    }

    /** What is on or to come: everywhere, or of a community with its subdistrict and district. */
    @GetMapping("/api/v1/activities")
    Page<ActivityViews.Shown> list(
            @RequestParam(required = false) @Nullable Id communityId,
            @RequestParam(defaultValue = "false") boolean elder,
            PageQuery query) {
        var cells =
                communityId == null ? null : grid.community(communityId.value()).lineage();
        var page = activities.open(cells, query);
        return new Page<>(views.of(page.items(), elder), page.next());
    }

    /** One of them with its sessions; one that was cancelled says why. */
    @GetMapping("/api/v1/activities/{id}")
    ActivityViews.Detail one(@PathVariable Id id, @RequestParam(defaultValue = "false") boolean elder) {
        return views.detail(activities.shown(id.value()), elder);
    }

    /** Enrols, for the whole series or for one session. */
    @PostMapping("/api/v1/activities/{id}/enrolments")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ActivityViews.Enrolment enrol(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Enrol body) {
        var session = enrolments.session(id.value(), value(body.sessionId()));
        var party = wishes.party(resident, body.wish(), Activities.slotOf(session));
        return views.enrolment(enrolments.enrol(resident, party, session));
    }

    /** Waits for a place where all are taken. What comes free is offered to the first, who has two hours to accept. */
    @PostMapping("/api/v1/activities/{id}/waits")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Waits await(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Enrol body) {
        var session = enrolments.session(id.value(), value(body.sessionId()));
        var party = wishes.party(resident, body.wish(), Activities.slotOf(session));
        Waiting row = waitlist.join(resident, party, Activities.slotOf(session), null, null);
        return new Waits(Id.of(row.id()), waitlist.before(row));
    }

    private static @Nullable Long value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    /**
     * @param sessionId which session, where people enrol for each
     * @param caredForId for whom, absent for oneself
     * @param elder oneself is an elder, absent for no
     */
    record Enrol(
            @Nullable Id sessionId,
            @Nullable Id caredForId,
            @Nullable Boolean elder) {

        Wish wish() {
            return new Wish(null, null, caredForId, elder, null);
        }
    }

    /** @param before how many are before; the wait is looked at, accepted and left under {@code /api/v1/waits} */
    record Waits(Id waitId, int before) {}

    /** The enrolments of the resident who asks, newest first. */
    @GetMapping("/api/v1/enrolments")
    Page<ActivityViews.Enrolment> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var page = enrolments.ofResident(resident.id(), query);
        return new Page<>(page.items().isEmpty() ? List.of() : views.enrolments(page.items()), page.next());
    }

    @GetMapping("/api/v1/enrolments/{id}")
    ActivityViews.Enrolment mine(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return views.enrolment(enrolments.own(resident, id.value()));
    }

    /** Withdraws: before the cut-off nobody minds, after it the withdrawal is late. */
    @PostMapping("/api/v1/enrolments/{id}/withdrawal")
    @Idempotent
    ActivityViews.Enrolment withdraw(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Withdraw body) {
        var reason = body.reason() == null ? "" : body.reason().strip();
        return views.enrolment(enrolments.withdraw(resident, id.value(), reason));
    }

    /** Says whether one still comes after time or place were changed. */
    @PostMapping("/api/v1/enrolments/{id}/reply")
    @Idempotent
    ActivityViews.Enrolment reply(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Answer body) {
        return views.enrolment(enrolments.reply(resident, id.value(), body.coming()));
    }

    record Withdraw(
            @Size(max = 200, message = "原因不超过 200 个字。") @Nullable String reason) {}

    /** @param coming still coming at the new time or place */
    record Answer(boolean coming) {}
}
