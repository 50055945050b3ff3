package cn.estation.appointment.view;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A place by day, week and month. */
@Controller
class ViewPages {

    private static final int YEARS = 5;

    private final PlaceFinder places;
    private final Views views;

    ViewPages(PlaceFinder places, Views views) {
        this.places = places;
        this.views = views;
    }

    /** How much of the calendar is looked at. */
    enum Span {
        DAY("日"),
        WEEK("周"),
        MONTH("月");

        private final String title;

        Span(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        LocalDate first(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(DayOfWeek.MONDAY);
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        LocalDate move(LocalDate first, int steps) {
            return switch (this) {
                case DAY -> first.plusDays(steps);
                case WEEK -> first.plusWeeks(steps);
                case MONTH -> first.plusMonths(steps);
            };
        }
    }

    /** @param thing only this one */
    record Asked(
            @Nullable Span view,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,

            @Nullable Id thing) {}

    @GetMapping(PlaceFinder.HOME + "/points/{id}")
    String point(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Asked asked, Model model) {
        return show(places.point(staff, Permission.SERVE_APPOINTMENTS, id.value()), staff, asked, model);
    }

    @GetMapping(PlaceFinder.HOME + "/offices/{id}")
    String office(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Asked asked, Model model) {
        return show(places.office(staff, Permission.SERVE_APPOINTMENTS, id.value()), staff, asked, model);
    }

    private String show(Place place, Staff staff, Asked asked, Model model) {
        var span = asked.view() == null ? Span.DAY : asked.view();
        var today = views.today();
        var day = asked.day() == null ? today : asked.day();
        if (day.isBefore(today.minusYears(YEARS)) || day.isAfter(today.plusYears(YEARS))) {
            throw new BadInput("只能看前后五年的日子。");
        }
        var first = span.first(day);
        var things = things(place, asked.thing());
        model.addAttribute("place", place);
        model.addAttribute("things", things);
        model.addAttribute("thing", asked.thing());
        model.addAttribute("span", span);
        model.addAttribute("spans", Span.values());
        model.addAttribute("day", day);
        model.addAttribute("today", today);
        model.addAttribute("before", span.move(first, -1));
        model.addAttribute("after", span.move(first, 1));
        model.addAttribute("manages", staff.may(Permission.MANAGE_CALENDARS));
        switch (span) {
            case DAY -> model.addAttribute("dayView", views.day(place, things, first));
            case WEEK -> model.addAttribute("weekView", views.week(place, things, first));
            case MONTH -> model.addAttribute("monthView", views.month(place, things, first));
        }
        return "appointment/view";
    }

    private static List<Bookable> things(Place place, @Nullable Id only) {
        return only == null
                ? place.things()
                : place.things().stream()
                        .filter(thing -> thing.id() == only.value())
                        .toList();
    }
}
