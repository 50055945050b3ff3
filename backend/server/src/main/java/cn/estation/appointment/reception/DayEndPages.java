package cn.estation.appointment.reception;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.queue.EarlyEnd;
import cn.estation.appointment.queue.Entries;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The day of a hall ends early: first who still waits and who was to come, then done. */
@Controller
class DayEndPages {

    private static final String END = QueuePages.QUEUE + "/halls/{id}/end";

    private final EarlyEnd days;
    private final Halls halls;
    private final Entries entries;
    private final People people;
    private final Bookings bookings;
    private final Bookables bookables;
    private final Acts acts;

    DayEndPages(
            EarlyEnd days,
            Halls halls,
            Entries entries,
            People people,
            Bookings bookings,
            Bookables bookables,
            Acts acts) {
        this.days = days;
        this.halls = halls;
        this.entries = entries;
        this.people = people;
        this.bookings = bookings;
        this.bookables = bookables;
        this.acts = acts;
    }

    /** Who was to come later today. */
    record Expected(long id, String who, String title, String when, boolean account) {}

    /** Changes nothing. */
    @GetMapping(END)
    String preview(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var preview = days.preview(staff, id.value());
        model.addAttribute("hall", hall);
        model.addAttribute("waiting", people.rows(hall, preview.waiting()));
        model.addAttribute("served", people.rows(hall, preview.served()));
        model.addAttribute("expected", expected(preview.expected()));
        model.addAttribute("ended", days.reason(hall.id(), entries.today()).orElse(null));
        return "appointment/day-end";
    }

    private List<Expected> expected(List<Booking> some) {
        var names = bookings.maskedNames(some);
        var things = bookables.all(some.stream().map(Booking::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, Function.identity()));
        return some.stream()
                .map(booking -> new Expected(
                        booking.id(),
                        names.getOrDefault(booking.id(), ""),
                        things.get(booking.bookableId()) instanceof Bookable thing ? Taking.title(booking, thing) : "",
                        When.at(booking.startsAt()),
                        booking.residentId() != null))
                .toList();
    }

    @PostMapping(END)
    String end(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        halls.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var answer = new Acts.Answer(model, response, flash);
        boolean done = acts.once(
                staff,
                "appointment.end-day:" + id,
                requestKey,
                reason,
                answer,
                () -> "今天已结束，%d 位还在等的人已告知，请当面再说一声。".formatted(days.end(staff, id.value(), reason)));
        if (done) {
            return "redirect:" + QueuePages.QUEUE;
        }
        model.addAttribute("reason", reason);
        return preview(staff, id, model);
    }
}
