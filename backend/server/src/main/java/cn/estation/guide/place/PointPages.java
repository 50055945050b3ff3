package cn.estation.guide.place;

import cn.estation.grid.CellKind;
import cn.estation.grid.Counter;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WeeklyHours;
import cn.estation.guide.reach.PhoneChecks;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

/** Service points in the console: where they are, when they are open, whom they serve. */
@Controller
class PointPages {

    static final String HOME = "/console/service-points";

    private final PointDesk desk;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final PhoneChecks phones;
    private final Grid grid;
    private final MapSettings map;
    private final Idempotency idempotency;
    private final Clock clock;

    PointPages(
            PointDesk desk,
            ServicePoints points,
            OpeningHours hours,
            PhoneChecks phones,
            Grid grid,
            MapSettings map,
            Idempotency idempotency,
            Clock clock) {
        this.desk = desk;
        this.points = points;
        this.hours = hours;
        this.phones = phones;
        this.grid = grid;
        this.map = map;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String q,
            PageQuery query,
            Model model) {
        var all = desk.theirs(staff);
        var rows = all.stream()
                .filter(point ->
                        point.name().contains(q.strip()) || point.address().contains(q.strip()))
                .filter(point -> point.id() < query.before())
                .sorted(Comparator.comparingLong(ServicePoint::id).reversed())
                .limit(query.limit())
                .toList();
        var page = Page.of(rows, query, ServicePoint::id);
        model.addAttribute("points", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("q", q);
        model.addAttribute("any", !all.isEmpty());
        model.addAttribute("standings", hours.standingsOf(page.items(), clock.instant()));
        model.addAttribute(
                "places",
                grid.cells(page.items().stream().map(ServicePoint::cellId).toList()).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().name())));
        model.addAttribute("words", new Words(clock.instant()));
        map(model, all, null);
        return "guide/places/list";
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        var offices = desk.offices(staff);
        model.addAttribute(
                "form",
                PointForm.empty(
                        offices.size() == 1 ? Long.toString(offices.getFirst().id()) : null));
        return form(staff, null, model);
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") @Nullable PointForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        desk.theirs(staff);
        if (form != null && (form.cellId() == null || form.cellId().isBlank())) {
            errors.rejectValue("cellId", "missing", "请选择由谁管理。");
        }
        var text = form == null ? null : form.read(errors);
        if (form != null && text != null) {
            try {
                var id = idempotency.once(
                        staff,
                        "point.add",
                        requestKey,
                        form,
                        Id.class,
                        () -> Id.of(desk.add(
                                staff,
                                Id.valueOf(Objects.requireNonNull(form.cellId()))
                                        .value(),
                                text)));
                flash.addFlashAttribute("toast", "已添加。接着请添加窗口，写明各办什么。");
                return "redirect:" + HOME + "/" + id;
            } catch (BadInput refused) {
                errors.reject("refused", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(staff, null, model);
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var point = desk.point(staff, id.value());
        var counters = points.counters(point.id());
        var now = clock.instant();
        model.addAttribute("point", point);
        model.addAttribute("place", grid.cell(point.cellId()).name());
        model.addAttribute("reading", reading(point.hours()));
        model.addAttribute("standing", hours.standingsOf(List.of(point), now).get(point.id()));
        model.addAttribute("counters", counters);
        model.addAttribute("standings", hours.standings(counters, now));
        model.addAttribute(
                "handled", desk.handled(counters.stream().map(Counter::id).toList()));
        model.addAttribute("closures", hours.closures(point.id(), Wording.day(now)));
        model.addAttribute("counterNames", counters.stream().collect(Collectors.toMap(Counter::id, Counter::name)));
        var covered = points.coverage(point.id());
        model.addAttribute(
                "covered",
                grid.cells(covered).values().stream()
                        .sorted(Comparator.comparing(GridCell::path))
                        .map(GridCell::name)
                        .toList());
        model.addAttribute(
                "phones",
                phones.states(
                        point.cellId(),
                        Stream.concat(
                                        Stream.of(point.phone()),
                                        counters.stream().map(Counter::phone))
                                .toList()));
        model.addAttribute("week", week(point, Wording.day(now)));
        model.addAttribute("words", new Words(now));
        model.addAttribute("form", ClosureForm.empty(Wording.day(now)));
        model.addAttribute("kinds", ClosureForm.Kind.values());
        map(model, List.of(point), null);
        return "guide/places/show";
    }

    /** The coming seven days as they will really be. */
    private List<Day> week(ServicePoint point, LocalDate today) {
        var days = hours.between(point.id(), today, today.plusDays(6));
        return today.datesUntil(today.plusDays(7))
                .map(day -> new Day(
                        Wording.date(day),
                        days.getOrDefault(day, List.of()).stream()
                                .map(Words::span)
                                .collect(Collectors.joining("、"))))
                .toList();
    }

    /** @param hours empty for closed */
    record Day(String date, String hours) {}

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var point = desk.point(staff, id.value());
        model.addAttribute("form", PointForm.of(point));
        return form(staff, point, model);
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable PointForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var point = desk.point(staff, id.value());
        var text = form == null ? null : form.read(errors);
        if (form != null && text != null) {
            try {
                idempotency.once(staff, "point.change:" + id, requestKey, form, Id.class, () -> {
                    desk.change(staff, id.value(), form.edits() == null ? 0 : form.edits(), text);
                    return id;
                });
                flash.addFlashAttribute("toast", "已保存。");
                return "redirect:" + HOME + "/" + id;
            } catch (BadInput refused) {
                errors.reject("refused", refused.sentence());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(staff, point, model);
    }

    private String form(Staff staff, @Nullable ServicePoint point, Model model) {
        var offices = new LinkedHashMap<String, String>();
        desk.offices(staff)
                .forEach(cell ->
                        offices.put(Long.toString(cell.id()), "　".repeat(Math.max(0, cell.depth() - 1)) + cell.name()));
        var levels = new LinkedHashMap<String, String>();
        levels.put(CellKind.COMMUNITY.name(), "社区的事");
        levels.put(CellKind.SUBDISTRICT.name(), "街道的事");
        levels.put(CellKind.DISTRICT.name(), "区里的事（含市、省下放的）");
        model.addAttribute("offices", offices);
        model.addAttribute("levels", levels);
        model.addAttribute("isNew", point == null);
        model.addAttribute("action", point == null ? HOME : HOME + "/" + point.id());
        model.addAttribute("back", point == null ? HOME : HOME + "/" + point.id());
        map(model, desk.theirs(staff), point);
        return "guide/places/form";
    }

    /** Reads hours back in words while they are typed. */
    @GetMapping(HOME + "/hours")
    String hours(@AuthenticationPrincipal Staff staff, @RequestParam(defaultValue = "") String hours, Model model) {
        desk.offices(staff);
        model.addAttribute("reading", reading(hours));
        return "guide/places/parts :: reading";
    }

    /** @param wrong true if the words say what could not be understood */
    record Reading(String words, boolean wrong) {}

    private static Reading reading(String text) {
        if (text.isBlank()) {
            return new Reading("没有写开放时间：居民会看到“不对外开放”。", false);
        }
        try {
            return new Reading(WeeklyHours.parse(text).inWords(), false);
        } catch (Refusal unreadable) {
            return new Reading(unreadable.sentence(), true);
        }
    }

    @GetMapping(HOME + "/{id}/coverage")
    String coverage(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var point = desk.point(staff, id.value());
        model.addAttribute("point", point);
        model.addAttribute("place", grid.cell(point.cellId()).name());
        model.addAttribute("cells", desk.coverable(point));
        model.addAttribute("top", grid.cell(point.cellId()).depth());
        model.addAttribute("chosen", new HashSet<>(points.coverage(point.id())));
        return "guide/places/coverage";
    }

    @PostMapping(HOME + "/{id}/coverage")
    String cover(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer edits,
            @RequestParam @Nullable List<String> cells,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        desk.point(staff, id.value());
        var chosen = Stream.ofNullable(cells)
                .flatMap(List::stream)
                .map(cell -> Id.valueOf(cell).value())
                .distinct()
                .toList();
        idempotency.once(
                staff, "point.cover:" + id, requestKey, List.of(chosen, edits == null ? 0 : edits), Id.class, () -> {
                    desk.cover(staff, id.value(), edits == null ? 0 : edits, chosen);
                    return id;
                });
        flash.addFlashAttribute("toast", "服务范围已保存。");
        return "redirect:" + HOME + "/" + id;
    }

    /** What the map is drawn from: a line a point, no more than is on the page anyway. */
    private void map(Model model, List<ServicePoint> all, @Nullable ServicePoint edited) {
        model.addAttribute("map", map);
        model.addAttribute(
                "marks",
                all.stream()
                        .filter(ServicePoint::hasPosition)
                        .filter(point -> edited == null || point.id() != edited.id())
                        .map(point -> point.longitude() + "," + point.latitude() + "," + point.name())
                        .collect(Collectors.joining("|")));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MapSettings.class)
    static class Menu {

        @Bean
        ConsolePage pointsPage() {
            return new ConsolePage("服务点", HOME, Permission.KEEP_PLACES, 160);
        }
    }
}
