package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.Bookable;
import cn.estation.appointment.calendar.BookableDraft;
import cn.estation.appointment.calendar.BookableKind;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.appointment.calendar.Templates;
import cn.estation.appointment.plan.Closings;
import cn.estation.appointment.plan.RuleChanges;
import cn.estation.appointment.plan.StalePreview;
import cn.estation.appointment.view.PlaceFinder;
import cn.estation.grid.Counter;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.guide.GuideSearch;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

/** What can be booked, in the console: counters, visits, venues, each with what is done there and its rules. */
@Controller
class BookablePages {

    static final String HOME = "/console/bookables";

    private static final int FOUND = 12;

    private final Bookables bookables;
    private final RuleChanges changes;
    private final Templates templates;
    private final Closings closings;
    private final Touched touched;
    private final PlaceFinder places;
    private final ServicePoints points;
    private final Guides guides;
    private final GuideSearch search;
    private final Grid grid;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    BookablePages(
            Bookables bookables,
            RuleChanges changes,
            Templates templates,
            Closings closings,
            Touched touched,
            PlaceFinder places,
            ServicePoints points,
            Guides guides,
            GuideSearch search,
            Grid grid,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.bookables = bookables;
        this.changes = changes;
        this.templates = templates;
        this.closings = closings;
        this.touched = touched;
        this.places = places;
        this.points = points;
        this.guides = guides;
        this.search = search;
        this.grid = grid;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var page = bookables.ofStaff(staff, Permission.MANAGE_CALENDARS, query);
        model.addAttribute("page", page);
        model.addAttribute(
                "offices",
                grid.cells(page.items().stream().map(Bookable::cellId).toList()));
        return "appointment/bookables";
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var offices = offices(staff);
        model.addAttribute(
                "form",
                BookableForm.empty(
                        offices.size() == 1 ? offices.keySet().iterator().next() : null));
        return form(staff, null, null, model);
    }

    /** Looks for business by its name; nothing is kept yet. */
    @PostMapping(HOME + "/find")
    String find(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") @Nullable BookableForm form,
            BindingResult anything,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var bookable = id == null || id.isBlank()
                ? null
                : bookables.theirs(
                        staff, Permission.MANAGE_CALENDARS, Id.valueOf(id).value());
        var typed = form == null ? BookableForm.empty(null) : form;
        model.addAttribute("form", typed);
        model.addAttribute("q", q);
        model.addAttribute(
                "found",
                q.isBlank()
                        ? List.of()
                        : search.search(q.strip(), FOUND).stream()
                                .filter(hit -> !typed.chosen().contains(Long.toString(hit.guideId())))
                                .toList());
        return form(staff, bookable, null, model);
    }

    private String form(Staff staff, @Nullable Bookable bookable, @Nullable HttpServletResponse response, Model model) {
        var form = (BookableForm) Objects.requireNonNull(model.getAttribute("form"));
        if (response != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("bookable", bookable);
        model.addAttribute("offices", offices(staff));
        model.addAttribute("kinds", kinds());
        model.addAttribute("wheres", wheres(staff, bookable));
        model.addAttribute("chosen", titles(form.chosen()));
        return "appointment/bookable-form";
    }

    private Map<String, String> offices(Staff staff) {
        var names = new LinkedHashMap<String, String>();
        grid.cells(bookables.cells(staff, Permission.MANAGE_CALENDARS)).values().stream()
                .sorted(Comparator.comparing(GridCell::path))
                .forEach(cell -> names.put(Long.toString(cell.id()), cell.name()));
        return names;
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : BookableKind.values()) {
            if (kind.keepsHours()) {
                kinds.put(kind.name(), kind.title());
            }
        }
        return kinds;
    }

    /** Service points and counters of the staff member's offices, and where the thing is now. */
    private Map<String, String> wheres(Staff staff, @Nullable Bookable bookable) {
        var theirs = authority.roots(staff, Permission.MANAGE_CALENDARS).stream()
                .flatMap(root -> points.pointsBelow(root).stream())
                .filter(ServicePoint::inUse)
                .distinct()
                .toList();
        var counters = points.countersOf(theirs.stream().map(ServicePoint::id).toList());
        var names = new LinkedHashMap<String, String>();
        names.put("", "不在服务点（上门、场地等，在下面写地点）");
        if (bookable != null && bookable.pointId() != null) {
            points.find(bookable.pointId()).ifPresent(point -> {
                names.put(Long.toString(point.id()), point.name());
                points.counters(point.id()).forEach(counter -> put(names, point, counter));
            });
        }
        for (var point : theirs) {
            names.put(Long.toString(point.id()), point.name() + "（整个服务点）");
            counters.getOrDefault(point.id(), List.of()).forEach(counter -> put(names, point, counter));
        }
        return names;
    }

    private static void put(Map<String, String> names, ServicePoint point, Counter counter) {
        names.put(Long.toString(counter.id()), point.name() + " · " + counter.name());
    }

    private Map<String, String> titles(List<String> ids) {
        var titles = new LinkedHashMap<String, String>();
        for (var id : ids) {
            titles.put(
                    id,
                    guides.published(Id.valueOf(id).value())
                            .map(PublishedGuide::title)
                            .orElse("（已撤下的指南）"));
        }
        return titles;
    }

    @PostMapping(HOME)
    String add(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") @Nullable BookableForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_CALENDARS);
        var draft = form == null ? null : draft(staff, null, form, errors);
        if (draft == null) {
            model.addAttribute("form", form == null ? BookableForm.empty(null) : form);
            return form(staff, null, response, model);
        }
        var id = idempotency.once(
                staff,
                "appointment.add",
                requestKey,
                draft,
                Id.class,
                () -> Id.of(bookables.add(staff, draft).id()));
        flash.addFlashAttribute("toast", "已添加。接着设办理时段，设好就会排出号来。");
        return "redirect:" + HOME + "/" + id + "/hours";
    }

    /** What the form says, or null with the errors at their fields. */
    private @Nullable BookableDraft draft(
            Staff staff, @Nullable Bookable before, BookableForm form, BindingResult errors) {
        if (form.kind() != null && !form.kind().keepsHours()) {
            errors.rejectValue("kind", "wrong", "活动和课程请到“活动课程”里发布。");
        }
        var where = form.where();
        Counter counter = null;
        ServicePoint point = null;
        if (where != null && !where.isBlank()) {
            long id = Id.valueOf(where).value();
            counter = points.counter(id).orElse(null);
            point = points.find(counter == null ? id : counter.pointId()).orElse(null);
            if (point == null || !wheres(staff, before).containsKey(where)) {
                errors.rejectValue("where", "wrong", "请从列表里选择服务点或窗口。");
            }
        } else if (form.place() == null || form.place().isBlank()) {
            errors.rejectValue("place", "missing", "不在服务点的，请写清地点，居民照着找。");
        }
        if (errors.hasErrors()) {
            return null;
        }
        // The place as it was belongs to where it was.
        boolean elsewhere = before != null
                && before.place().equals(form.place())
                && !(Objects.equals(before.pointId(), point == null ? null : point.id())
                        && Objects.equals(before.counterId(), counter == null ? null : counter.id()));
        return form.draft(point, counter, !elsewhere);
    }

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        var today = today();
        model.addAttribute("bookable", bookable);
        model.addAttribute("office", grid.cell(bookable.cellId()).name());
        model.addAttribute("opens", SessionText.time(bookable.opensMinute()));
        model.addAttribute(
                "guides",
                titles(bookables.guides(bookable.id()).stream()
                                .map(String::valueOf)
                                .toList())
                        .values());
        model.addAttribute(
                "hours",
                templates.inUse(bookable.id()).stream()
                        .filter(one -> one.validTo() == null || !one.validTo().isBefore(today))
                        .map(SessionText::line)
                        .toList());
        model.addAttribute("closings", closings.ahead(bookable.id()));
        model.addAttribute("place", places.of(staff, Permission.MANAGE_CALENDARS, bookable));
        return "appointment/bookable";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var bookable = editable(staff, id);
        model.addAttribute("form", BookableForm.of(bookable, bookables.guides(bookable.id())));
        return form(staff, bookable, null, model);
    }

    private Bookable editable(Staff staff, Id id) {
        var bookable = bookables.theirs(staff, Permission.MANAGE_CALENDARS, id.value());
        if (!bookable.kind().keepsHours()) {
            throw new BadInput("活动和课程请到“活动课程”里修改。");
        }
        return bookable;
    }

    /** Changes nothing: shows what would change and whom it concerns. */
    @PostMapping(HOME + "/{id}/preview")
    String preview(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable BookableForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        var bookable = editable(staff, id);
        var draft = form == null ? null : draft(staff, bookable, form, errors);
        if (draft == null) {
            model.addAttribute(
                    "form", form == null ? BookableForm.of(bookable, bookables.guides(bookable.id())) : form);
            return form(staff, bookable, response, model);
        }
        return preview(staff, bookable, Objects.requireNonNull(form), draft, null, model);
    }

    private String preview(
            Staff staff,
            Bookable bookable,
            BookableForm form,
            BookableDraft draft,
            @Nullable String stale,
            Model model) {
        var preview = changes.preview(staff, bookable.id(), draft);
        model.addAttribute("bookable", bookable);
        model.addAttribute("form", form);
        model.addAttribute("preview", preview);
        model.addAttribute("stale", stale);
        model.addAttribute("before", RuleText.of(bookable, titlesOf(bookables.guides(bookable.id()))));
        model.addAttribute("after", RuleText.of(draft, titlesOf(draft.guides())));
        model.addAttribute(
                "lines", preview.moved() ? touched.told(bookable, preview.ahead(), "改到：" + draft.place()) : List.of());
        return "appointment/bookable-preview";
    }

    private List<String> titlesOf(java.util.Collection<Long> ids) {
        return List.copyOf(
                titles(ids.stream().sorted().map(String::valueOf).toList()).values());
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") @Nullable BookableForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var bookable = editable(staff, id);
        var draft = form == null ? null : draft(staff, bookable, form, errors);
        if (draft == null) {
            model.addAttribute(
                    "form", form == null ? BookableForm.of(bookable, bookables.guides(bookable.id())) : form);
            return form(staff, bookable, response, model);
        }
        try {
            idempotency.once(staff, "appointment.change:" + id, requestKey, List.of(draft, seen), Id.class, () -> {
                changes.change(staff, id.value(), draft, seen);
                return id;
            });
        } catch (StalePreview stale) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return preview(staff, bookable, Objects.requireNonNull(form), draft, stale.sentence(), model);
        }
        flash.addFlashAttribute("toast", "已保存。已约的人按原来的规则办。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/activation")
    String activate(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String active,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        editable(staff, id);
        if (!Set.of("true", "false").contains(active)) {
            throw new BadInput("请选择开放还是停止。");
        }
        boolean open = active.equals("true");
        idempotency.once(staff, "appointment.activate:" + id, requestKey, open, Id.class, () -> {
            bookables.activate(staff, id.value(), open);
            return id;
        });
        flash.addFlashAttribute("toast", open ? "已开放预约。" : "已停止预约，已约的照常办理。");
        return "redirect:" + HOME + "/" + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage bookablesPage() {
            return new ConsolePage("预约设置", HOME, Permission.MANAGE_CALENDARS, 335);
        }
    }
}
