package cn.estation.appointment.desk;

import cn.estation.appointment.view.PlaceList;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where work with appointments begins: what waits, whom somebody asks about, and the calendars of all places. */
@Controller
class AppointmentPages {

    private final BookingList ledger;
    private final PlaceList places;

    AppointmentPages(BookingList ledger, PlaceList places) {
        this.ledger = ledger;
        this.places = places;
    }

    @GetMapping("/console/appointments")
    String home(@AuthenticationPrincipal Staff staff, @RequestParam(defaultValue = "") String q, Model model) {
        var cells = ledger.cells(staff);
        model.addAttribute("requests", ledger.count(cells, BookingSearch.requests()));
        model.addAttribute("flags", ledger.count(cells, BookingSearch.flags()));
        model.addAttribute("contests", ledger.count(cells, BookingSearch.contests()));
        model.addAttribute("places", places.of(cells, q.strip()));
        model.addAttribute("q", q);
        model.addAttribute("today", ledger.today());
        model.addAttribute("manages", staff.may(Permission.MANAGE_CALENDARS));
        return "appointment/home";
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage appointmentsPage() {
            return new ConsolePage("预约日历", "/console/appointments", Permission.SERVE_APPOINTMENTS, 310);
        }
    }
}
