package cn.estation.appointment.desk;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.guide.CardDocument;
import cn.estation.guide.Cards;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Time;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who comes on a day, for the desk and for paper: by time or counter, masked, with what each was told to bring. */
@Controller
class DayListPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(Time.CHINA);

    private final PlaceFinder places;
    private final Bookings bookings;
    private final BookingList ledger;
    private final Cards cards;
    private final Guides guides;

    DayListPages(PlaceFinder places, Bookings bookings, BookingList ledger, Cards cards, Guides guides) {
        this.places = places;
        this.bookings = bookings;
        this.ledger = ledger;
        this.cards = cards;
        this.guides = guides;
    }

    /** @param bring what they were told to bring, in one line */
    record Line(
            BookingList.Line line,
            String time,
            String bring,
            @Nullable Integer missing) {}

    /** The lines of one counter, or of all. */
    record Sheet(String title, List<Line> lines) {}

    enum Order {
        TIME,
        COUNTER
    }

    @GetMapping("/console/day-list")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable Id point,
            @RequestParam(required = false) @Nullable Id office,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "TIME") Order order,
            Model model) {
        var place = places.named(staff, Permission.SERVE_APPOINTMENTS, point, office);
        var date = day == null ? ledger.today() : day;
        var seated = bookings
                .seatedBetween(place.things().stream().map(Bookable::id).toList(), date, date)
                .stream()
                .filter(booking -> booking.subStatus() != cn.estation.appointment.booking.SubStatus.LOOKING)
                .sorted(Comparator.comparing(Booking::startsAt).thenComparing(Booking::id))
                .toList();
        var lines = lines(seated);
        model.addAttribute("place", place);
        model.addAttribute("day", date);
        model.addAttribute("before", date.minusDays(1));
        model.addAttribute("after", date.plusDays(1));
        model.addAttribute("order", order);
        model.addAttribute("count", lines.size());
        model.addAttribute(
                "sheets",
                order == Order.TIME
                        ? List.of(new Sheet("", lines))
                        : place.things().stream()
                                .map(thing -> new Sheet(
                                        thing.title(),
                                        lines.stream()
                                                .filter(line ->
                                                        line.line().booking().bookableId() == thing.id())
                                                .toList()))
                                .filter(sheet -> !sheet.lines().isEmpty())
                                .toList());
        return "appointment/day-list";
    }

    private List<Line> lines(List<Booking> seated) {
        var missing = ledger.missing(seated.stream().map(Booking::id).toList());
        var bring = new HashMap<String, String>();
        return ledger.lines(seated).stream()
                .map(line -> new Line(
                        line,
                        TIME.format(line.booking().startsAt()),
                        bring(line.booking(), bring),
                        missing.get(line.booking().id())))
                .toList();
    }

    /** Each card and each guide is read once for the whole list. */
    private String bring(Booking booking, Map<String, String> known) {
        var card = booking.cardCode();
        if (card != null) {
            return known.computeIfAbsent(
                    "card:" + card,
                    any -> cards.find(card)
                            .map(one -> one.documents().stream()
                                    .map(CardDocument::line)
                                    .collect(Collectors.joining("；")))
                            .orElse(""));
        }
        var guide = booking.guideId();
        return guide == null
                ? ""
                : known.computeIfAbsent(
                        "guide:" + guide,
                        any -> guides.published(guide)
                                .map(PublishedGuide::documents)
                                .map(documents -> String.join("；", documents))
                                .orElse(""));
    }
}
