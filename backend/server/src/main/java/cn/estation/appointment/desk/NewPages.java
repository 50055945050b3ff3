package cn.estation.appointment.desk;

import cn.estation.appointment.booking.Taking;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.person.CaredPeople;
import cn.estation.appointment.person.Namesakes;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.appointment.waitlist.Waitlist;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff book for somebody without a phone or an account: thing, day, slot, then who it is. */
@Controller
class NewPages {

    private static final int MOST_GUIDES = 200;

    private final PlaceFinder places;
    private final Bookables bookables;
    private final Slots slots;
    private final Guides guides;
    private final CaredPeople people;
    private final Persons persons;
    private final Taking taking;
    private final Waitlist waitlist;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    NewPages(
            PlaceFinder places,
            Bookables bookables,
            Slots slots,
            Guides guides,
            CaredPeople people,
            Persons persons,
            Taking taking,
            Waitlist waitlist,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.places = places;
        this.bookables = bookables;
        this.slots = slots;
        this.guides = guides;
        this.people = people;
        this.persons = persons;
        this.taking = taking;
        this.waitlist = waitlist;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** One thing with the slots of the day. */
    record Offer(Bookable thing, List<Choice> choices, List<LocalDate> next) {}

    @GetMapping(BookingListPages.HOME + "/new")
    String choose(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable Id point,
            @RequestParam(required = false) @Nullable Id office,
            @RequestParam(required = false) @Nullable Id slot,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            Model model) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        if (slot != null) {
            model.addAttribute("form", NewForm.empty(slot));
            return form(theirs(staff, slot), null, model);
        }
        var place = places.named(staff, Permission.SERVE_APPOINTMENTS, point, office);
        var now = clock.instant();
        var asked = day == null ? LocalDate.ofInstant(now, Time.CHINA) : day;
        model.addAttribute("place", place);
        model.addAttribute("day", asked);
        model.addAttribute(
                "offers",
                place.things().stream()
                        .filter(Bookable::active)
                        .filter(thing -> thing.kind().keepsHours())
                        .map(thing -> new Offer(
                                thing,
                                slots.ofDay(thing.id(), asked).stream()
                                        .filter(one ->
                                                one.isOpen() && one.endsAt().isAfter(now))
                                        .map(one -> Choice.of(one, now))
                                        .toList(),
                                slots.nextFreeInstead(thing.id(), now, false, 8).stream()
                                        .map(Slot::day)
                                        .distinct()
                                        .toList()))
                        .toList());
        return "appointment/choose";
    }

    private Slot theirs(Staff staff, Id slotId) {
        var slot = slots.find(slotId.value()).orElseThrow(NotFound::new);
        authority.require(staff, Permission.SERVE_APPOINTMENTS, slot.cellId());
        if (bookables
                .find(slot.bookableId())
                .filter(thing -> thing.kind().keepsHours())
                .isEmpty()) {
            throw new BadInput("活动和课程请到“活动课程”里替人报名。");
        }
        return slot;
    }

    private String form(Slot slot, @Nullable HttpServletResponse response, Model model) {
        if (response != null && response.getStatus() < 400) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var thing = bookables.find(slot.bookableId()).orElseThrow(NotFound::new);
        model.addAttribute("slot", slot);
        model.addAttribute("thing", thing);
        model.addAttribute("when", When.at(slot.startsAt()));
        model.addAttribute("choice", Choice.of(slot, clock.instant()));
        model.addAttribute("guides", titles(thing));
        model.addAttribute("agreed", agreed());
        return "appointment/book-for";
    }

    private static Map<String, String> agreed() {
        var agreed = new LinkedHashMap<String, String>();
        for (var one : NewForm.Agreed.values()) {
            agreed.put(one.name(), one.title());
        }
        return agreed;
    }

    private Map<String, String> titles(Bookable thing) {
        var titles = new LinkedHashMap<String, String>();
        bookables.guides(thing.id()).stream()
                .limit(MOST_GUIDES)
                .flatMap(id -> guides.published(id).stream())
                .sorted(java.util.Comparator.comparing(PublishedGuide::title))
                .forEach(guide -> titles.put(Long.toString(guide.guideId()), guide.title()));
        return titles;
    }

    @PostMapping(BookingListPages.HOME)
    String book(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") @Nullable NewForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.SERVE_APPOINTMENTS);
        if (form == null || form.slot() == null) {
            throw new BadInput("请先选择时段。");
        }
        var slot = theirs(staff, form.slot());
        if (errors.hasErrors()) {
            return form(slot, response, model);
        }
        try {
            if (form.full() == NewForm.Full.WAIT) {
                idempotency.once(
                        staff,
                        "appointment.wait-for",
                        requestKey,
                        form,
                        Id.class,
                        () -> Id.of(waitlist.join(
                                        staff, party(staff, slot, form), slot.id(), form.guideId(), form.cardCode())
                                .id()));
                flash.addFlashAttribute("toast", "已排上候补。有号会保留两小时，请留意“候补”并打电话告诉本人。");
                return "redirect:" + WaitPages.HOME + "?slot=" + slot.id();
            }
            boolean overbook = form.full() == NewForm.Full.OVERBOOK;
            var id = idempotency.once(
                    staff,
                    "appointment.book-for",
                    requestKey,
                    form,
                    Id.class,
                    () -> Id.of(taking.bookFor(
                                    staff,
                                    party(staff, slot, form),
                                    slot.id(),
                                    form.guideId(),
                                    form.cardCode(),
                                    overbook)
                            .id()));
            flash.addFlashAttribute("toast", "已约好。签到时报姓名电话就行。");
            return "redirect:" + BookingListPages.HOME + "/" + id;
        } catch (Refusal refused) {
            if (refused instanceof NotFound || refused instanceof Authority.NotAllowed) {
                throw refused;
            }
            errors.reject("refused", refused.sentence());
            if (refused instanceof Namesakes.WhichOne which) {
                model.addAttribute("namesakes", which.known());
            }
            response.setStatus(refused.getStatusCode().value());
            model.addAttribute(
                    "full",
                    refused.getBody().getProperties() != null
                            && Objects.equals(refused.getBody().getProperties().get("code"), "slot-full"));
            return form(theirs(staff, form.slot()), response, model);
        }
    }

    private Party party(Staff staff, Slot slot, NewForm form) {
        var who = new CaredPeople.Visitor(
                Objects.requireNonNull(form.name()),
                form.phone(),
                Boolean.TRUE.equals(form.elder()),
                form.consent() == NewForm.Agreed.PHONE,
                persons.household(slot.cellId(), form.household()),
                form.namesake(),
                form.apart());
        return people.atTheDesk(staff, slot.cellId(), who);
    }
}
