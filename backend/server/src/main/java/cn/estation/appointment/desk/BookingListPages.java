package cn.estation.appointment.desk;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slots;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists of bookings: whatever number of the console somebody follows ends here. */
@Controller
class BookingListPages {

    static final String HOME = "/console/bookings";

    private final BookingList ledger;
    private final Bookables bookables;
    private final Slots slots;

    BookingListPages(BookingList ledger, Bookables bookables, Slots slots) {
        this.ledger = ledger;
        this.bookables = bookables;
        this.slots = slots;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, BookingSearch asked, PageQuery query, Model model) {
        var cells = ledger.cells(staff);
        var search = asked.bounded(ledger.today());
        var page = ledger.page(cells, search, query);
        model.addAttribute("lines", ledger.lines(page.items()));
        model.addAttribute("next", page.next());
        model.addAttribute("count", ledger.count(cells, search));
        model.addAttribute("search", search);
        model.addAttribute("about", about(cells, search));
        model.addAttribute("statuses", BookingStatus.values());
        model.addAttribute("outcomes", Outcome.values());
        return "appointment/bookings";
    }

    /** Of what the list is, where it was narrowed to one thing or one slot. */
    private String about(java.util.Collection<Long> cells, BookingSearch search) {
        var parts = new LinkedHashMap<String, String>();
        if (search.slot() != null) {
            slots.find(search.slot().value())
                    .filter(slot -> cells.contains(slot.cellId()))
                    .ifPresent(slot -> {
                        bookables.find(slot.bookableId()).ifPresent(thing -> parts.put("thing", thing.title()));
                        parts.put("slot", When.at(slot.startsAt()));
                    });
        }
        if (search.bookable() != null) {
            bookables
                    .find(search.bookable().value())
                    .filter(thing -> cells.contains(thing.cellId()))
                    .ifPresent(thing -> parts.put("thing", thing.title()));
        }
        return String.join(" ", parts.values());
    }

    /** Posted, because what is typed may be somebody's number. */
    @PostMapping(HOME + "/find")
    String find(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String q,
            Model model,
            HttpServletResponse response) {
        ledger.cells(staff);
        model.addAttribute("q", q);
        try {
            model.addAttribute("lines", ledger.lines(ledger.find(staff, q)));
        } catch (cn.estation.kernel.BadInput wrong) {
            response.setStatus(422);
            model.addAttribute("wrong", wrong.sentence());
            model.addAttribute("lines", java.util.List.of());
        }
        return "appointment/found";
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage bookingsPage() {
            return new ConsolePage("预约查询", HOME, Permission.SERVE_APPOINTMENTS, 320);
        }
    }
}
