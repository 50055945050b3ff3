package cn.estation.appointment.arrival;

import cn.estation.appointment.booking.AppointmentView;
import cn.estation.appointment.booking.AppointmentViews;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.SlotView;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.hall.Desks;
import cn.estation.appointment.hall.DoorCode;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Ending;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.EntryStatus;
import cn.estation.appointment.queue.TurnOrder;
import cn.estation.appointment.queue.WalkIns;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** At the hall, for the mini-program: check in, take a number, see where it stands, give it up. */
@RestController
class ArrivalController {

    private static final int REBOOK_SLOTS = 5;

    private final Arrivals arrivals;
    private final Tickets tickets;
    private final Ending ending;
    private final Entries entries;
    private final TicketViews views;
    private final AppointmentViews appointments;
    private final Bookings bookings;
    private final DoorCode door;
    private final Halls halls;
    private final Desks desks;
    private final WalkIns walkIns;
    private final Slots slots;
    private final Clock clock;

    ArrivalController(
            Arrivals arrivals,
            Tickets tickets,
            Ending ending,
            Entries entries,
            TicketViews views,
            AppointmentViews appointments,
            Bookings bookings,
            DoorCode door,
            Halls halls,
            Desks desks,
            WalkIns walkIns,
            Slots slots,
            Clock clock) {
        this.arrivals = arrivals;
        this.tickets = tickets;
        this.ending = ending;
        this.entries = entries;
        this.views = views;
        this.appointments = appointments;
        this.bookings = bookings;
        this.door = door;
        this.halls = halls;
        this.desks = desks;
        this.walkIns = walkIns;
        this.slots = slots;
        this.clock = clock;
    }

    /** Checks in with the code at the door. Doing it again gives the same number. */
    @PostMapping("/api/v1/appointments/{id}/check-in")
    @Idempotent
    CheckedIn checkIn(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody CheckIn body) {
        var entry = arrivals.atTheDoor(resident, id.value(), body.doorCode().strip());
        return new CheckedIn(
                appointments.of(bookings.own(resident, id.value())),
                entry.map(views::of).orElse(null));
    }

    /** What can be done at the door whose code was scanned: lines to wait in, and one's appointments there today. */
    @GetMapping("/api/v1/door")
    AtTheDoor atTheDoor(
            @AuthenticationPrincipal Resident resident,
            @RequestParam @NotBlank(message = "请扫门口的码。") @Size(max = 100, message = "门口的码不正确。") String doorCode) {
        var hall = door.hall(doorCode.strip());
        var lines = halls.lines(hall.id());
        var waiting = entries.waitingByLine(hall.id());
        var here = lines.stream()
                .flatMap(line -> halls.bookables(line.id()).stream())
                .map(Bookable::id)
                .collect(Collectors.toSet());
        List<Booking> own = bookings.ofResidents(List.of(resident.id()), entries.today()).stream()
                .filter(booking -> booking.is(BookingStatus.BOOKED) && here.contains(booking.bookableId()))
                .toList();
        return new AtTheDoor(
                hall.name(),
                TurnOrder.said(hall),
                hall.selfTickets(),
                lines.stream()
                        .map(line -> line(line, waiting.getOrDefault(line.id(), 0)))
                        .toList(),
                appointments.of(own));
    }

    private LineView line(Line line, int waiting) {
        return new LineView(
                Id.of(line.id()), line.title(), waiting, desks.anyOpen(line.id()), walkIns.state(line.id()));
    }

    /** Takes a number at the door. */
    @PostMapping("/api/v1/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    TicketView take(@AuthenticationPrincipal Resident resident, @Valid @RequestBody Take body) {
        return views.of(tickets.take(
                resident,
                body.doorCode().strip(),
                body.lineId() == null ? null : body.lineId().value(),
                body.guideId() == null ? null : body.guideId().value(),
                Boolean.TRUE.equals(body.elder())));
    }

    /** One's numbers of today, the newest first, with what is missing and when one may come again. */
    @GetMapping("/api/v1/tickets")
    List<Mine> mine(@AuthenticationPrincipal Resident resident) {
        return entries.ofResident(resident.id()).stream().map(this::mine).toList();
    }

    private Mine mine(Entry entry) {
        boolean again = entry.is(EntryStatus.PARTLY);
        var now = clock.instant();
        var bookables = again ? halls.bookables(entry.lineId()) : List.<Bookable>of();
        return new Mine(
                views.of(entry),
                entry.title(),
                entry.bookingId() == null ? null : Id.of(entry.bookingId()),
                again ? entry.note() : null,
                again
                        ? new Again(
                                entry.guideId() == null ? null : Id.of(entry.guideId()),
                                bookables.stream()
                                        .flatMap(one ->
                                                slots.nextFree(one.id(), now, entry.elder(), REBOOK_SLOTS).stream())
                                        .map(slot -> SlotView.of(slot, entry.elder(), now))
                                        .sorted(Comparator.comparing(SlotView::startsAt))
                                        .limit(REBOOK_SLOTS)
                                        .toList())
                        : null);
    }

    /** Where a number stands. Anybody may ask who has its code. */
    @GetMapping("/api/v1/tickets/{code}")
    ResponseEntity<TicketView> ticket(@PathVariable String code) {
        var entry = entries.byCode(code).orElseThrow(NotFound::new);
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(views.of(entry));
    }

    /** Gives one's number up; who checked in for an appointment ends it with that, and it counts as no absence. */
    @PostMapping("/api/v1/tickets/{code}/leaving")
    @Idempotent
    TicketView leave(@AuthenticationPrincipal Resident resident, @PathVariable String code) {
        ending.leave(resident, code);
        return views.of(Objects.requireNonNull(entries.byCode(code).orElse(null)));
    }

    record CheckIn(
            @NotBlank(message = "请扫门口的码。") @Size(max = 100, message = "门口的码不正确。") String doorCode) {}

    /** @param ticket absent for what nobody queues for */
    record CheckedIn(AppointmentView appointment, @Nullable TicketView ticket) {}

    /**
     * @param lineId absent if {@code guideId} tells, or there is one line only
     * @param guideId what it is about
     * @param elder one is an elder; checked at the desk
     */
    record Take(
            @NotBlank(message = "请扫门口的码。") @Size(max = 100, message = "门口的码不正确。") String doorCode,

            @Nullable Id lineId,
            @Nullable Id guideId,
            @Nullable Boolean elder) {}

    /**
     * @param rule whose turn it is, in sentences
     * @param selfTickets whether residents take numbers themselves
     * @param appointments of today, here, to check in for
     */
    record AtTheDoor(
            String hall, String rule, boolean selfTickets, List<LineView> lines, List<AppointmentView> appointments) {}

    /**
     * @param open whether anybody calls this line now
     * @param numbers whether a number can be had
     */
    record LineView(Id lineId, String title, int waiting, boolean open, WalkIns.State numbers) {}

    /**
     * @param missing what to bring next time, if it was served in part
     * @param again how to come again, if it was served in part
     */
    record Mine(
            TicketView ticket,
            String title,
            @Nullable Id appointmentId,
            @Nullable String missing,
            @Nullable Again again) {}

    /** @param guideId with which to book, absent for anything */
    record Again(@Nullable Id guideId, List<SlotView> slots) {}
}
