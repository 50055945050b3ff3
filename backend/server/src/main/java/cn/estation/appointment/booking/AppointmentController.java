package cn.estation.appointment.booking;

import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Appointments for the mini-program: hold, confirm, book, look, change, cancel, show the code. */
@RestController
class AppointmentController {

    private final Taking taking;
    private final Changing changing;
    private final Bookings bookings;
    private final AppointmentViews views;
    private final Wishes wishes;
    private final AppointmentSettings settings;
    private final Clock clock;

    AppointmentController(
            Taking taking,
            Changing changing,
            Bookings bookings,
            AppointmentViews views,
            Wishes wishes,
            AppointmentSettings settings,
            Clock clock) {
        this.taking = taking;
        this.changing = changing;
        this.bookings = bookings;
        this.views = views;
        this.wishes = wishes;
        this.settings = settings;
        this.clock = clock;
    }

    /** Holds a place for ten minutes, to be confirmed. The hold is the place. */
    @PostMapping("/api/v1/slots/{id}/holds")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    AppointmentView hold(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Wish wish) {
        var party = wishes.party(resident, wish, id.value());
        return views.of(taking.hold(resident, party, id.value(), wish.guide(), wish.cardCode()));
    }

    /** Makes an appointment of a hold or of an offer. */
    @PostMapping("/api/v1/appointments/{id}/confirmation")
    @Idempotent
    AppointmentView confirm(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return views.of(taking.confirm(resident, id.value()));
    }

    /** Books in one step. */
    @PostMapping("/api/v1/appointments")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    AppointmentView book(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Book body) {
        long slot = body.slotId().value();
        var wish = new Wish(body.guideId(), body.cardCode(), body.caredForId(), body.elder(), body.household());
        return views.of(taking.book(resident, wishes.party(resident, wish, slot), slot, wish.guide(), wish.cardCode()));
    }

    /** The appointments of the resident who asks, newest first, for whomever they are. */
    @GetMapping("/api/v1/appointments")
    Page<AppointmentView> mine(@AuthenticationPrincipal Resident resident, PageQuery query) {
        var page = bookings.ofResident(resident.id(), query);
        return new Page<>(views.of(page.items()), page.next());
    }

    @GetMapping("/api/v1/appointments/{id}")
    AppointmentView one(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return views.of(bookings.own(resident, id.value()));
    }

    /** Moves to another slot: the new place is taken and the old one given back together, or neither. */
    @PostMapping("/api/v1/appointments/{id}/reschedule")
    @Idempotent
    AppointmentView reschedule(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Move body) {
        return views.of(changing.reschedule(resident, id.value(), body.slotId().value()));
    }

    /** Gives the place back: a hold, an appointment before the cut-off, or late after it. */
    @PostMapping("/api/v1/appointments/{id}/cancellation")
    @Idempotent
    AppointmentView cancel(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Cancel body) {
        var reason = Objects.requireNonNullElse(body.reason(), "").strip();
        return views.of(changing.cancel(resident, id.value(), reason));
    }

    /** The code to show on arrival. */
    @GetMapping("/api/v1/appointments/{id}/code")
    ResponseEntity<Code> code(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var booking = bookings.own(resident, id.value());
        var until = booking.endsAt().plus(settings.grace());
        boolean usable = booking.is(BookingStatus.BOOKED) || booking.is(BookingStatus.CHECKED_IN);
        if (!usable || !until.isAfter(clock.instant())) {
            throw new NoCode();
        }
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(new Code(bookings.code(booking), booking.startsAt().minus(Attendance.EARLY), until));
    }

    record Book(
            @NotNull(message = "请选择时段。") Id slotId,
            @Nullable Id guideId,
            @Size(max = 40, message = "材料卡编码不正确。") @Nullable String cardCode,
            @Nullable Id caredForId,
            @Nullable Boolean elder,

            @Size(max = 60, message = "门牌不超过 60 个字。") @Nullable String household) {}

    record Move(@NotNull(message = "请选择新的时段。") Id slotId) {}

    record Cancel(
            @Size(max = 200, message = "原因不超过 200 个字。") @Nullable String reason) {}

    /** @param from from when it is taken at the door */
    record Code(String code, Instant from, Instant expiresAt) {}

    static final class NoCode extends Refusal {
        NoCode() {
            super(HttpStatus.CONFLICT, "no-check-in-code", "这个预约现在没有签到码：还没确认、已取消，或时间已过。");
        }
    }
}
