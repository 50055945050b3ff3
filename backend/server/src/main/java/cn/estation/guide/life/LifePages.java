package cn.estation.guide.life;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.desk.GuideScope;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** The console's checklists. */
@Controller
class LifePages {

    private final LifeDesk desk;
    private final LifeMapper events;
    private final Versions versions;
    private final GuideScope scope;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;

    LifePages(
            LifeDesk desk,
            LifeMapper events,
            Versions versions,
            GuideScope scope,
            Authority authority,
            Grid grid,
            Idempotency idempotency) {
        this.desk = desk;
        this.events = events;
        this.versions = versions;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    @GetMapping("/console/life-events")
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var cells = scope.cells(staff);
        var rows = cells.isEmpty() ? List.<LifeEvent>of() : events.page(cells, query.before(), query.limit());
        var page = Page.of(rows, query, LifeEvent::id);
        var places = grid.cells(
                page.items().stream().map(LifeEvent::cellId).distinct().toList());
        model.addAttribute("page", page);
        model.addAttribute("places", places.values().stream().collect(Collectors.toMap(GridCell::id, GridCell::name)));
        model.addAttribute(
                "counts",
                page.items().stream()
                        .collect(Collectors.toMap(
                                LifeEvent::id, event -> events.steps(event.id()).size())));
        return "guide/life-events";
    }

    @GetMapping("/console/life-events/new")
    String blank(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        model.addAttribute("form", LifeForm.blank());
        return form(staff, null, model);
    }

    @PostMapping("/console/life-events")
    String create(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") LifeForm form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.EDIT_GUIDES);
        if (form.cellId().isEmpty()) {
            errors.rejectValue("cellId", "missing", "请选择适用范围。");
        }
        var steps = form.read(versions::byCode, errors);
        if (!errors.hasErrors()) {
            try {
                long cellId = Id.valueOf(form.cellId()).value();
                idempotency.once(
                        staff,
                        "life-event.create",
                        requestKey,
                        form,
                        Id.class,
                        () -> Id.of(desk.create(staff, cellId, form, steps)));
                flash.addFlashAttribute("toast", "清单已保存，居民现在就能看到。");
                return "redirect:/console/life-events";
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(422);
        return form(staff, null, model);
    }

    @GetMapping("/console/life-events/{id}")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var event = mine(staff, id);
        model.addAttribute("form", LifeForm.of(event, events.steps(event.id()), this::item));
        return form(staff, event, model);
    }

    @PostMapping("/console/life-events/{id}")
    String save(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") LifeForm form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var event = mine(staff, id);
        var steps = form.read(versions::byCode, errors);
        if (!errors.hasErrors()) {
            try {
                idempotency.<@Nullable Void>once(staff, "life-event.save:" + id, requestKey, form, Void.class, () -> {
                    desk.save(staff, event.id(), form, steps);
                    return null;
                });
                flash.addFlashAttribute("toast", form.shown() ? "已保存，居民现在就能看到。" : "已保存，居民看不到这份清单。");
                return "redirect:/console/life-events";
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(422);
        return form(staff, event, model);
    }

    private LifeEvent mine(Staff staff, Id id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var event = Optional.ofNullable(events.selectById(id.value())).orElseThrow(NotFound::new);
        authority.require(staff, Permission.EDIT_GUIDES, event.cellId());
        return event;
    }

    private Optional<GuideItem> item(long id) {
        return Optional.ofNullable(versions.items(List.of(id)).get(id));
    }

    private String form(Staff staff, @Nullable LifeEvent event, Model model) {
        model.addAttribute("event", event);
        model.addAttribute("cells", event == null ? scope.choices(staff) : Map.of());
        return "guide/life-event-form";
    }
}
