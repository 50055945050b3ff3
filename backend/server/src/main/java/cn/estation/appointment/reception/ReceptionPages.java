package cn.estation.appointment.reception;

import cn.estation.appointment.arrival.Arrivals;
import cn.estation.appointment.arrival.Tickets;
import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.hall.Line;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.appointment.queue.WalkIns;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The desk where people say that they have come: by code, by phone, or to take a number. */
@Controller
class ReceptionPages {

    private static final String RECEPTION = QueuePages.QUEUE + "/halls/{id}/reception";
    private static final int LONGEST_CODE = 40;

    private final Arrivals arrivals;
    private final Tickets tickets;
    private final Halls halls;
    private final Entries entries;
    private final WalkIns walkIns;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Idempotency idempotency;
    private final Acts acts;

    ReceptionPages(
            Arrivals arrivals,
            Tickets tickets,
            Halls halls,
            Entries entries,
            WalkIns walkIns,
            Bookings bookings,
            Bookables bookables,
            Idempotency idempotency,
            Acts acts) {
        this.arrivals = arrivals;
        this.tickets = tickets;
        this.halls = halls;
        this.entries = entries;
        this.walkIns = walkIns;
        this.bookings = bookings;
        this.bookables = bookables;
        this.idempotency = idempotency;
        this.acts = acts;
    }

    /** One of several with the same phone, or of the list of today. */
    record Found(long id, String who, String title, String when, boolean here) {}

    record LineRow(Line line, int waiting, WalkIns.State numbers, Map<String, String> topics) {}

    @GetMapping(RECEPTION)
    String reception(
            @AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam @Nullable Id entry, Model model) {
        var hall = halls.theirs(staff, Permission.SERVE_APPOINTMENTS, id.value());
        Optional.ofNullable(entry)
                .flatMap(one -> entries.find(one.value()))
                .filter(one -> one.hallId() == hall.id())
                .ifPresent(one -> model.addAttribute("arrived", one));
        return page(hall, model);
    }

    private String page(Hall hall, Model model) {
        var waiting = entries.waitingByLine(hall.id());
        model.addAttribute("hall", hall);
        model.addAttribute(
                "lines",
                halls.lines(hall.id()).stream()
                        .map(line -> new LineRow(
                                line,
                                waiting.getOrDefault(line.id(), 0),
                                walkIns.state(line.id()),
                                tickets.topics(line)))
                        .toList());
        model.addAttribute("expected", expected(hall));
        return "appointment/reception";
    }

    /** Who has an appointment here today and has not come. */
    private List<Found> expected(Hall hall) {
        var here = halls.lines(hall.id()).stream()
                .flatMap(line -> halls.bookables(line.id()).stream())
                .map(Bookable::id)
                .collect(Collectors.toSet());
        var today = entries.today();
        return found(bookings.seatedBetween(here, today, today).stream()
                .filter(booking -> booking.is(BookingStatus.BOOKED))
                .toList());
    }

    private List<Found> found(List<Booking> some) {
        var names = bookings.maskedNames(some);
        var things = bookables.all(some.stream().map(Booking::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, thing -> thing));
        return some.stream()
                .map(booking -> new Found(
                        booking.id(),
                        names.getOrDefault(booking.id(), ""),
                        things.get(booking.bookableId()) instanceof Bookable thing ? Taking.title(booking, thing) : "",
                        When.at(booking.startsAt()),
                        booking.is(BookingStatus.CHECKED_IN)))
                .toList();
    }

    /** Checks in by the code, or by the phone number when it finds one appointment; of several it asks which. */
    @PostMapping(RECEPTION)
    String checkIn(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var hall = halls.theirs(staff, Permission.SERVE_APPOINTMENTS, id.value());
        try {
            if (!phone.isBlank() && code.isBlank()) {
                var several = arrivals.byPhone(staff, phone);
                if (several.size() > 1) {
                    model.addAttribute("found", found(several));
                    return page(hall, model);
                }
                return arrived(staff, hall, several.getFirst().id(), SubStatus.BY_PHONE, requestKey);
            }
            long booking = arrivals.byCode(staff, code.substring(0, Math.min(LONGEST_CODE, code.length())));
            return arrived(staff, hall, booking, SubStatus.BY_CODE, requestKey);
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            response.setStatus(refusal.getStatusCode().value());
            model.addAttribute("refusal", refusal.sentence());
            model.addAttribute("code", code);
            model.addAttribute("phone", phone);
            return page(hall, model);
        }
    }

    private String arrived(Staff staff, Hall hall, long booking, SubStatus how, String key) {
        var entry = idempotency.once(
                staff,
                "appointment.check-in:" + booking,
                key,
                how,
                Long.class,
                () -> arrivals.atTheDesk(staff, booking, how).map(Entry::id).orElse(0L));
        return "redirect:" + address(hall.id()) + (entry == 0 ? "" : "?entry=" + entry);
    }

    /** Checks in somebody whom staff know or found in the list. */
    @PostMapping(QueuePages.QUEUE + "/appointments/{id}/check-in")
    String checkInOne(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var booking = bookings.theirs(staff, id.value());
        var sub = how.equals("phone") ? SubStatus.BY_PHONE : SubStatus.BY_STAFF;
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(
                staff,
                "appointment.check-in:" + id,
                requestKey,
                sub,
                answer,
                () -> arrivals.atTheDesk(staff, id.value(), sub)
                        .map(entry -> "已签到，号码 " + entry.label() + "。")
                        .orElse("已签到。"));
        var hall = halls.lineOf(booking.bookableId()).map(line -> halls.hall(line.hallId()));
        if (!done) {
            return hall.map(one -> page(one, model)).orElse("appointment/refused");
        }
        return entries.ofBooking(booking.id())
                .map(entry -> "redirect:" + address(entry.hallId()) + "?entry=" + entry.id())
                .orElseGet(
                        () -> "redirect:" + hall.map(one -> address(one.id())).orElse(QueuePages.QUEUE));
    }

    /** Gives a number. */
    @PostMapping(QueuePages.QUEUE + "/lines/{id}/tickets")
    String ticket(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String apart,
            @RequestParam(required = false) @Nullable String guide,
            @RequestParam(defaultValue = "false") boolean elder,
            @RequestParam(defaultValue = "false") boolean beyond,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response) {
        var line = halls.theirLine(staff, id.value());
        var topic = guide == null || guide.isBlank()
                ? null
                : Long.valueOf(Id.valueOf(guide).value());
        var who = new Tickets.AtTheDesk(name, phone, apart, topic, elder);
        try {
            long entry = idempotency.once(
                    staff,
                    "appointment.ticket:" + id,
                    requestKey,
                    List.of(name, phone, apart, topic == null ? 0L : topic, elder, beyond),
                    Long.class,
                    () -> tickets.issue(staff, id.value(), who, beyond).id());
            return "redirect:" + address(line.hallId()) + "?entry=" + entry;
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            response.setStatus(refusal.getStatusCode().value());
            model.addAttribute("ticketRefusal", refusal.sentence());
            model.addAttribute("name", name);
            model.addAttribute("ticketPhone", phone);
            model.addAttribute("elder", elder);
            model.addAttribute("topic", guide);
            model.addAttribute("apart", apart);
            model.addAttribute("namesake", refusal instanceof Tickets.NamesakeHasNumber);
            model.addAttribute("chosen", line.id());
            return page(halls.hall(line.hallId()), model);
        }
    }

    private static String address(long hallId) {
        return QueuePages.QUEUE + "/halls/" + hallId + "/reception";
    }
}
