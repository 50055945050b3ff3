package cn.estation.appointment.desk;

import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.waitlist.Waiting;
import cn.estation.appointment.waitlist.Waitlist;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
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

/** Who waits for a place, in the order they came; offers to people without an account are passed on by staff. */
@Controller
class WaitPages {

    static final String HOME = "/console/waits";
    private static final int MOST = 300;

    private final BookingList ledger;
    private final Waitlist waitlist;
    private final Bookables bookables;
    private final Slots slots;
    private final Idempotency idempotency;

    WaitPages(BookingList ledger, Waitlist waitlist, Bookables bookables, Slots slots, Idempotency idempotency) {
        this.ledger = ledger;
        this.waitlist = waitlist;
        this.bookables = bookables;
        this.slots = slots;
        this.idempotency = idempotency;
    }

    /** @param toCall nobody tells them of an offer but staff */
    record Line(Waiting row, String thing, String when, int place, String name, boolean toCall) {}

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, @RequestParam(required = false) @Nullable Id slot, Model model) {
        var rows = waitlist.live(ledger.cells(staff), slot == null ? null : slot.value(), MOST);
        var names = waitlist.maskedNames(rows);
        var things = bookables.all(rows.stream().map(Waiting::bookableId).toList()).stream()
                .collect(Collectors.toMap(Bookable::id, Function.identity()));
        var places = new HashMap<Long, Integer>();
        var whens = new HashMap<Long, String>();
        model.addAttribute(
                "lines",
                rows.stream()
                        .map(row -> new Line(
                                row,
                                title(things, row),
                                whens.computeIfAbsent(
                                        row.slotId(),
                                        id -> slots.find(id)
                                                .map(one -> When.at(one.startsAt()))
                                                .orElse("")),
                                places.merge(row.slotId(), 1, Integer::sum),
                                names.getOrDefault(row.id(), ""),
                                row.residentId() == null))
                        .toList());
        model.addAttribute("slot", slot);
        return "appointment/waits";
    }

    private static String title(Map<Long, Bookable> things, Waiting row) {
        var thing = things.get(row.bookableId());
        return thing == null ? "" : thing.title();
    }

    @PostMapping(HOME + "/{id}/leave")
    String leave(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        waitlist.theirs(staff, id.value());
        idempotency.once(staff, "appointment.leave-for:" + id, requestKey, "", Id.class, () -> {
            waitlist.leaveFor(staff, id.value());
            return id;
        });
        flash.addFlashAttribute("toast", "已退出候补。");
        return "redirect:" + HOME;
    }
}
