package cn.estation.appointment.setup;

import cn.estation.appointment.activity.CallingOff;
import cn.estation.appointment.activity.ClosedPlaces;
import cn.estation.appointment.activity.Session;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Slot;
import cn.estation.appointment.plan.Closings;
import cn.estation.appointment.plan.StalePreview;
import cn.estation.appointment.view.Place;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The office closes some days of one counter or of a whole service point: previewed, then done for exactly those shown. */
@Controller
class ClosingPages {

    private static final String HOME = "/console/appointment-closings";

    private final Closings closings;
    private final Bookables bookables;
    private final PlaceFinder places;
    private final Touched touched;
    private final ClosedPlaces activities;
    private final CallingOff callingOff;
    private final Bookings bookings;
    private final Idempotency idempotency;
    private final Clock clock;

    ClosingPages(
            Closings closings,
            Bookables bookables,
            PlaceFinder places,
            Touched touched,
            ClosedPlaces activities,
            CallingOff callingOff,
            Bookings bookings,
            Idempotency idempotency,
            Clock clock) {
        this.closings = closings;
        this.bookables = bookables;
        this.places = places;
        this.touched = touched;
        this.activities = activities;
        this.callingOff = callingOff;
        this.bookings = bookings;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** One thing as the preview shows it. */
    record Shown(Bookable thing, List<Touched.Line> lines, int looking, String instead, boolean enough) {}

    /**
     * A session that takes place there on those days.
     *
     * @param chosen called off with the rest unless staff say otherwise: where all of the place closes
     */
    record Held(Session session, String title, String when, List<Touched.Line> lines, boolean chosen) {}

    @GetMapping(HOME + "/new")
    String write(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable Id point,
            @RequestParam(required = false) @Nullable Id office,
            @RequestParam(required = false) @Nullable Id thing,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            Model model) {
        var one = thing == null ? null : bookables.theirs(staff, Permission.MANAGE_CALENDARS, thing.value());
        var place = withHours(
                one == null
                        ? places.named(staff, Permission.MANAGE_CALENDARS, point, office)
                        : places.of(staff, Permission.MANAGE_CALENDARS, one));
        var today = today();
        var day = from == null || from.isBefore(today) ? today : from;
        var chosen = one == null
                ? place.things().stream().map(each -> Long.toString(each.id())).toList()
                : List.of(Long.toString(one.id()));
        model.addAttribute("form", new ClosingForm(chosen, day, day, "", null));
        return form(place, null, model);
    }

    /** Activities and courses are called off where they are kept. */
    private static Place withHours(Place place) {
        return new Place(
                place.path(),
                place.title(),
                place.cellId(),
                place.pointId(),
                place.things().stream()
                        .filter(thing -> thing.kind().keepsHours())
                        .toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    private static String form(Place place, @Nullable HttpServletResponse response, Model model) {
        if (response != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("place", place);
        return "appointment/closing-form";
    }

    /** Changes nothing: shows whom it would touch and what there is for them instead. */
    @PostMapping(HOME + "/preview")
    String preview(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") @Nullable ClosingForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable Id point,
            @RequestParam(required = false) @Nullable Id office,
            Model model,
            HttpServletResponse response) {
        var place = withHours(places.named(staff, Permission.MANAGE_CALENDARS, point, office));
        if (form == null || !form.makesSense(today(), errors)) {
            return again(place, form, response, model);
        }
        return preview(staff, place, form, null, model);
    }

    private String again(Place place, @Nullable ClosingForm form, HttpServletResponse response, Model model) {
        if (form == null) {
            model.addAttribute("form", new ClosingForm(List.of(), today(), today(), "", null));
        }
        return form(place, response, model);
    }

    private String preview(Staff staff, Place place, ClosingForm form, @Nullable String stale, Model model) {
        var from = Objects.requireNonNull(form.from());
        var preview = closings.preview(staff, form.ids(), from, Objects.requireNonNull(form.lastDay()));
        var things = preview.things().stream().map(this::shown).toList();
        model.addAttribute("place", place);
        model.addAttribute("form", form);
        model.addAttribute("preview", preview);
        model.addAttribute("things", things);
        model.addAttribute("stale", stale);
        model.addAttribute("held", held(place, form));
        model.addAttribute(
                "calls",
                things.stream()
                        .flatMap(thing -> thing.lines().stream())
                        .filter(Touched.Line::toCall)
                        .count());
        return "appointment/closing-preview";
    }

    private List<ClosedPlaces.Reached> reached(Place place, ClosingForm form) {
        var from = Objects.requireNonNull(form.from());
        var to = Objects.requireNonNull(form.lastDay());
        var point = place.pointId();
        return point == null ? activities.elsewhere(place.cellId(), from, to) : activities.at(point, from, to, null);
    }

    private List<Held> held(Place place, ClosingForm form) {
        boolean all = form.ids().size() >= place.things().size();
        return reached(place, form).stream()
                .map(one -> new Held(
                        one.session(),
                        one.activity().title(),
                        When.at(one.session().startsAt()),
                        touched.told(
                                one.activity(),
                                bookings.openOf(
                                        Objects.requireNonNull(one.session().slotId())),
                                "这一场取消"),
                        all))
                .toList();
    }

    private int close(Staff staff, Place place, ClosingForm form, String seen) {
        var from = Objects.requireNonNull(form.from());
        int closed = closings.close(staff, form.ids(), from, Objects.requireNonNull(form.lastDay()), form.words(), seen)
                .size();
        var here = reached(place, form).stream().map(one -> one.session().id()).toList();
        for (long session : form.calledOff()) {
            if (!here.contains(session)) {
                throw new StalePreview();
            }
            callingOff.cancelSession(staff, session, form.words());
        }
        return closed;
    }

    private Shown shown(Closings.Impact impact) {
        return new Shown(
                impact.bookable(),
                touched.told(impact.bookable(), impact.affected(), "取消，另留最近的号", impact.offers()),
                impact.looking(),
                impact.instead().stream().map(Slot::startsAt).map(When::at).collect(Collectors.joining("、")),
                impact.freeAfter() >= impact.affected().size());
    }

    @PostMapping(HOME)
    String close(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") @Nullable ClosingForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable Id point,
            @RequestParam(required = false) @Nullable Id office,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var place = withHours(places.named(staff, Permission.MANAGE_CALENDARS, point, office));
        if (form == null || !form.makesSense(today(), errors)) {
            return again(place, form, response, model);
        }
        var from = Objects.requireNonNull(form.from());
        try {
            idempotency.once(
                    staff,
                    "appointment.close",
                    requestKey,
                    List.of(form, seen),
                    int.class,
                    () -> close(staff, place, form, seen));
        } catch (StalePreview stale) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return preview(staff, place, form, stale.sentence(), model);
        }
        flash.addFlashAttribute("toast", "已停办。已约的人马上收到通知，并各留了最近的号。");
        return "redirect:" + place.path() + "?view=WEEK&day=" + from;
    }

    /** @param closing one of this thing's */
    @PostMapping(BookablePages.HOME + "/{id}/reopen")
    String reopen(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable Id closing,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        bookables.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        if (closing == null || closings.ahead(id.value()).stream().noneMatch(one -> one.id() == closing.value())) {
            throw new BadInput("这次停办已经恢复或已过去，请刷新页面。");
        }
        idempotency.once(staff, "appointment.reopen:" + id, requestKey, closing, Id.class, () -> {
            closings.revoke(staff, closing.value());
            return id;
        });
        flash.addFlashAttribute("toast", "已恢复预约。已取消的不会自动恢复，可以替他们重新约。");
        return "redirect:" + BookablePages.HOME + "/" + id;
    }
}
