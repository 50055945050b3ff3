package cn.estation.appointment.absence;

import cn.estation.appointment.booking.AppointmentView;
import cn.estation.appointment.booking.AppointmentViews;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Time;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What follows of not coming, for the mini-program: say why, and see what stops one from booking. */
@RestController
class AbsenceController {

    private final Absences absences;
    private final AppointmentViews views;
    private final Bookables bookables;
    private final Grid grid;
    private final Clock clock;

    AbsenceController(Absences absences, AppointmentViews views, Bookables bookables, Grid grid, Clock clock) {
        this.absences = absences;
        this.views = views;
        this.bookables = bookables;
        this.grid = grid;
        this.clock = clock;
    }

    /** Says why one did not come; until staff have looked at it, it does not count. */
    @PostMapping("/api/v1/appointments/{id}/contest")
    @Idempotent
    AppointmentView contest(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Contest body) {
        return views.of(absences.contest(resident, id.value(), body.reason().strip()));
    }

    /** Where one may not book for the time being, why, and until when. */
    @GetMapping("/api/v1/appointments/restrictions")
    List<Restricted> restrictions(@AuthenticationPrincipal Resident resident) {
        return absences.restrictionsOf(resident.id()).stream()
                .map(restriction -> new Restricted(
                        grid.cell(restriction.cellId()).name(),
                        restriction.reason(),
                        restriction.startsAt(),
                        restriction.endsAt()))
                .toList();
    }

    /** What follows of not coming to something that can be booked, for appointments of today. */
    @GetMapping("/api/v1/bookables/{id}/no-show-rule")
    Rule rule(@PathVariable Id id) {
        var rule =
                absences.rule(bookables.active(id.value()).cellId(), LocalDate.ofInstant(clock.instant(), Time.CHINA));
        return new Rule(rule.times(), rule.withinDays(), rule.restrictDays(), rule.contestHours(), rule.sentence());
    }

    /**
     * @param times so many no-shows stop booking; 0 for never
     * @param sentence all of it, to show before booking
     */
    record Rule(int times, int withinDays, int restrictDays, int contestHours, String sentence) {}

    record Contest(
            @NotBlank(message = "请说明没有来的原因。") @Size(max = 200, message = "原因不超过 200 个字。") String reason) {}

    /** @param office whose appointments */
    record Restricted(String office, String reason, Instant from, Instant until) {}
}
