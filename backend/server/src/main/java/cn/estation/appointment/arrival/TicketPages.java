package cn.estation.appointment.arrival;

import cn.estation.appointment.hall.Halls;
import cn.estation.appointment.queue.Entries;
import cn.estation.appointment.queue.Entry;
import cn.estation.kernel.QrImage;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A number as a page: on a phone it says where it stands, on paper it is the ticket. */
@Controller
class TicketPages {

    private static final int LONGEST_CODE = 16;

    private final Entries entries;
    private final TicketViews views;
    private final Halls halls;
    private final String baseUrl;

    TicketPages(Entries entries, TicketViews views, Halls halls, @Value("${estation.base-url}") String baseUrl) {
        this.entries = entries;
        this.views = views;
        this.halls = halls;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/tickets/{code}")
    String ticket(@PathVariable String code, Model model, HttpServletResponse response) {
        var entry = find(code);
        if (entry.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("what", "这张号票");
            return "guide/not-here";
        }
        show(entry.get(), model);
        model.addAttribute(
                "image", QrImage.address(baseUrl + "/tickets/" + entry.get().code()));
        model.addAttribute("phone", halls.hall(entry.get().hallId()).phone());
        return "appointment/ticket";
    }

    /** Where it stands now, for a page that asks again and again. */
    @GetMapping("/tickets/{code}/now")
    String now(@PathVariable String code, Model model, HttpServletResponse response) {
        var entry = find(code);
        if (entry.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "appointment/ticket-now :: gone";
        }
        show(entry.get(), model);
        return "appointment/ticket-now :: now";
    }

    private Optional<Entry> find(String code) {
        return code.length() > LONGEST_CODE ? Optional.empty() : entries.byCode(code);
    }

    private void show(Entry entry, Model model) {
        model.addAttribute("ticket", views.of(entry));
        model.addAttribute("over", entry.status().isOver());
    }
}
