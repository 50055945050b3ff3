package cn.estation.appointment.waitlist;

import cn.estation.appointment.booking.AppointmentView;
import cn.estation.appointment.booking.AppointmentViews;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.Wish;
import cn.estation.appointment.booking.Wishes;
import cn.estation.appointment.calendar.Slots;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The waitlist for the mini-program: join, look, accept what is offered, leave. */
@RestController
class WaitlistController {

    private final Waitlist waitlist;
    private final Taking taking;
    private final AppointmentViews views;
    private final Wishes wishes;
    private final Slots slots;

    WaitlistController(Waitlist waitlist, Taking taking, AppointmentViews views, Wishes wishes, Slots slots) {
        this.waitlist = waitlist;
        this.taking = taking;
        this.views = views;
        this.wishes = wishes;
        this.slots = slots;
    }

    /** Waits for a place in a full slot. What comes free is offered to the first, who has two hours to accept. */
    @PostMapping("/api/v1/slots/{id}/waits")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    Wait join(@AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Wish wish) {
        var party = wishes.party(resident, wish, id.value());
        return view(waitlist.join(resident, party, id.value(), wish.guide(), wish.cardCode()));
    }

    /** The waits of the resident who asks, newest first. */
    @GetMapping("/api/v1/waits")
    Page<Wait> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        return waitlist.ofResident(resident.id(), query).map(this::view);
    }

    @GetMapping("/api/v1/waits/{id}")
    Wait one(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return view(waitlist.own(resident, id.value()));
    }

    /** Takes the place that is offered. */
    @PostMapping("/api/v1/waits/{id}/acceptance")
    @Idempotent
    AppointmentView accept(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var row = waitlist.own(resident, id.value());
        var offer = row.bookingId();
        if (offer == null) {
            throw new Waitlist.NothingOffered(waitlist.before(row));
        }
        return views.of(taking.confirm(resident, offer));
    }

    /** Waits no more, or gives back what is offered. */
    @DeleteMapping("/api/v1/waits/{id}")
    @Idempotent
    Wait leave(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return view(waitlist.leave(resident, id.value()));
    }

    private Wait view(Waiting row) {
        var slot = slots.find(row.slotId()).orElseThrow(NotFound::new);
        var offer = row.bookingId();
        return new Wait(
                Id.of(row.id()),
                Id.of(row.slotId()),
                slot.startsAt(),
                slot.endsAt(),
                row.status(),
                row.status().title(),
                waitlist.before(row),
                offer == null ? null : Id.of(offer),
                row.note(),
                row.createdAt());
    }

    /**
     * @param before how many are before
     * @param appointmentId the place that is offered or was taken
     */
    record Wait(
            Id waitId,
            Id slotId,
            Instant startsAt,
            Instant endsAt,
            WaitingStatus status,
            String statusName,
            int before,
            @Nullable Id appointmentId,
            String note,
            Instant createdAt) {}
}
