package cn.estation.task;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Skill;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writing a task: anew, from a template or another task, changing a draft, changing what is published. */
@Controller
class WritingPages {

    private static final String HOME = "/console/task";
    private static final Map<DayOfWeek, String> DAYS = days();

    private final Publishing publishing;
    private final Proposing proposing;
    private final TaskTemplates templates;
    private final TaskSettings settings;
    private final Worth worth;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;

    WritingPages(
            Publishing publishing,
            Proposing proposing,
            TaskTemplates templates,
            TaskSettings settings,
            Worth worth,
            Authority authority,
            Grid grid,
            Idempotency idempotency) {
        this.publishing = publishing;
        this.proposing = proposing;
        this.templates = templates;
        this.settings = settings;
        this.worth = worth;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
    }

    private static Map<DayOfWeek, String> days() {
        var days = new LinkedHashMap<DayOfWeek, String>();
        for (int i = 0; i < 7; i++) {
            days.put(DayOfWeek.of(i + 1), "周" + "一二三四五六日".charAt(i));
        }
        return days;
    }

    @GetMapping(HOME + "/new")
    String write(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable Id template,
            @RequestParam @Nullable Id copy,
            Model model) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        model.addAttribute("form", begun(staff, template, copy));
        model.addAttribute("templates", templates.all(staff));
        return form(staff, null, Act.WRITE, model);
    }

    private TaskForm begun(Staff staff, @Nullable Id template, @Nullable Id copy) {
        if (template != null) {
            return templates.form(staff, template.value());
        }
        if (copy != null) {
            return TaskForm.of(publishing.theirs(staff, copy.value())).undated();
        }
        var communities = authority.communityIds(staff, Permission.PUBLISH_TASKS);
        return TaskForm.empty(communities.size() == 1 ? Long.toString(communities.getFirst()) : null);
    }

    private enum Act {
        WRITE,
        EDIT,
        CHANGE
    }

    /** @param task what is written already: it stays in its community */
    private String form(Staff staff, @Nullable VolunteerTask task, Act act, Model model) {
        var communities = task == null
                ? authority.communities(staff, Permission.PUBLISH_TASKS)
                : List.of(grid.community(task.communityId()));
        model.addAttribute("communities", GridCell.names(communities));
        model.addAttribute("kinds", TaskKind.values());
        model.addAttribute("skills", Skill.values());
        model.addAttribute("audiences", audiences(communities));
        model.addAttribute(
                "cells",
                task == null
                        ? cells(communities, model)
                        : cells(communities.getFirst(), Objects.toString(task.cellId(), "")));
        model.addAttribute("weekdays", DAYS);
        model.addAttribute("worth", worth(communities, (TaskForm) model.getAttribute("form")));
        model.addAttribute("seesRules", staff.may(Permission.KEEP_POINTS));
        model.addAttribute("changing", act == Act.CHANGE);
        model.addAttribute("fresh", act == Act.WRITE);
        model.addAttribute(
                "reviewed",
                communities.stream().anyMatch(one -> settings.of(one.id()).reviewRequired()));
        model.addAttribute("action", action(task, act));
        if (!model.containsAttribute("templates")) {
            model.addAttribute("templates", List.of());
        }
        return "task/form";
    }

    /** What it is worth by the rules, for the form while it is being filled in. */
    @GetMapping(HOME + "/worth")
    String worth(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String communityId,
            @RequestParam(defaultValue = "OTHER") TaskKind kind,
            @RequestParam(defaultValue = "") String startsAt,
            @RequestParam(defaultValue = "") String endsAt,
            Model model) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        var communities = authority.communities(staff, Permission.PUBLISH_TASKS);
        model.addAttribute("worth", worth(communities, communityId, kind, Worth.typed(startsAt), Worth.typed(endsAt)));
        model.addAttribute("seesRules", staff.may(Permission.KEEP_POINTS));
        return "task/worth :: worth";
    }

    /** A form with values that could not be read at all is absent. */
    private Worth.Preview worth(List<GridCell> communities, @Nullable TaskForm form) {
        return form == null || form.communityId() == null
                ? Worth.Preview.NONE
                : worth(communities, form.communityId(), form.work(), form.startsAt(), form.endsAt());
    }

    private Worth.Preview worth(
            List<GridCell> communities,
            String communityId,
            TaskKind kind,
            @Nullable LocalDateTime starts,
            @Nullable LocalDateTime ends) {
        return one(communities, communityId)
                .map(community -> worth.preview(community.id(), kind, starts, ends))
                .orElse(Worth.Preview.NONE);
    }

    private static Optional<GridCell> one(List<GridCell> communities, String id) {
        return communities.stream()
                .filter(community -> Long.toString(community.id()).equals(id))
                .findFirst();
    }

    /** The parts of the community that is chosen, for the form while it is being filled in. */
    @GetMapping(HOME + "/cells")
    String cells(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") TaskForm form,
            BindingResult unread,
            Model model) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        model.addAttribute("cells", cells(authority.communities(staff, Permission.PUBLISH_TASKS), model));
        return "task/cells :: cells";
    }

    private Map<String, String> cells(List<GridCell> communities, Model model) {
        return one(communities, typed(model, "communityId"))
                .map(community -> cells(community, typed(model, "cellId")))
                .orElse(Map.of());
    }

    /** The grids of a community, and the part of it that is chosen already: that may lie deeper. */
    private Map<String, String> cells(GridCell community, String chosen) {
        var cells = GridCell.names(grid.below(community, CellKind.GRID));
        id(chosen)
                .flatMap(grid::find)
                .filter(community::contains)
                .ifPresent(cell -> cells.putIfAbsent(chosen, cell.name()));
        return cells;
    }

    private static Optional<Long> id(String text) {
        try {
            return Optional.of(Id.valueOf(text).value());
        } catch (BadInput none) {
            return Optional.empty();
        }
    }

    /** What the form says in a field, also where others could not be read. */
    private static String typed(Model model, String field) {
        var form = model.getAttribute(BindingResult.MODEL_KEY_PREFIX + "form") instanceof BindingResult read
                ? read
                : new BeanPropertyBindingResult(model.getAttribute("form"), "form");
        return Objects.toString(form.getFieldValue(field), "");
    }

    private static String action(@Nullable VolunteerTask task, Act act) {
        var path = task == null ? HOME : HOME + "/" + task.id();
        return act == Act.CHANGE ? path + "/change" : path;
    }

    private Map<String, String> audiences(List<GridCell> communities) {
        var all = new LinkedHashMap<String, String>();
        all.put(Audience.COMMUNITY.name(), Audience.COMMUNITY.title());
        communities.stream()
                .flatMap(community -> grid.upwards(community).stream().skip(1))
                .distinct()
                .forEach(above -> all.put(Long.toString(above.id()), above.name() + "报到的党员"));
        all.put(Audience.EVERYONE.name(), Audience.EVERYONE.title());
        return all;
    }

    @PostMapping(HOME)
    String save(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") TaskForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            @RequestParam(defaultValue = "publish") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        Supplier<String> again = () -> form(staff, null, Act.WRITE, model);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again.get();
        }
        try {
            var saved = idempotency.once(
                    staff, "task.write", requestKey, List.of(form, act), Saved.class, () -> save(staff, form, act));
            flash.addFlashAttribute("toast", saved.sentence());
            return "redirect:" + (saved.first() == null ? HOME : HOME + "/" + saved.first());
        } catch (Refusal refusal) {
            return refused(refusal, errors, response, again);
        }
    }

    /** @param first the task to go to, absent for the list */
    record Saved(@Nullable Id first, String sentence) {}

    private Saved save(Staff staff, TaskForm form, String act) {
        if (act.equals("template")) {
            templates.keep(staff, form);
            return new Saved(null, "已存为模板，下次发布时可以直接选用。");
        }
        boolean publish = act.equals("publish");
        if (!form.repeats()) {
            var task = publishing.draft(staff, form.draft(grid));
            return new Saved(Id.of(task.id()), said(publish ? publishing.publish(staff, task.id()) : TaskStatus.DRAFT));
        }
        List<Duration> days = form.series();
        var all = publishing.series(staff, form.draft(grid), days);
        if (publish) {
            all.forEach(task -> publishing.publish(staff, task.id()));
        }
        return new Saved(null, "一个系列共 %d 次，%s".formatted(all.size(), publish ? "已全部发布或提交审核。" : "已存为草稿。"));
    }

    private static String said(TaskStatus status) {
        return switch (status) {
            case REVIEW -> "已提交，请另一位同事审核发布。";
            case PUBLISHED -> "已发布，党员现在可以认领。";
            default -> "已存为草稿。";
        };
    }

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var task = publishing.theirs(staff, id.value());
        model.addAttribute("form", TaskForm.of(task));
        return form(staff, task, Act.EDIT, model);
    }

    @PostMapping(HOME + "/{id}")
    String redraft(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") TaskForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            @RequestParam(defaultValue = "publish") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var task = publishing.theirs(staff, id.value());
        Supplier<String> again = () -> form(staff, task, Act.EDIT, model);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again.get();
        }
        try {
            var sentence =
                    idempotency.once(staff, "task.change:" + id, requestKey, List.of(form, act), String.class, () -> {
                        publishing.redraft(staff, id.value(), form.draft(grid));
                        return said(act.equals("publish") ? publishing.publish(staff, id.value()) : TaskStatus.DRAFT);
                    });
            flash.addFlashAttribute("toast", sentence);
            return "redirect:" + HOME + "/" + id;
        } catch (Refusal refusal) {
            return refused(refusal, errors, response, again);
        }
    }

    @GetMapping(HOME + "/{id}/change")
    String change(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var task = publishing.theirs(staff, id.value());
        model.addAttribute("form", TaskForm.of(task));
        return form(staff, task, Act.CHANGE, model);
    }

    @PostMapping(HOME + "/{id}/change")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") TaskForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var task = publishing.theirs(staff, id.value());
        model.addAttribute("reason", reason);
        Supplier<String> again = () -> form(staff, task, Act.CHANGE, model);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again.get();
        }
        try {
            var words = ClaimPages.reason(reason);
            var outcome = idempotency.once(
                    staff,
                    "task.change-published:" + id,
                    requestKey,
                    List.of(form, words),
                    Proposing.Outcome.class,
                    () -> proposing.change(staff, id.value(), form, words));
            flash.addFlashAttribute(
                    "toast",
                    outcome == Proposing.Outcome.LIVE ? "已修改，认领的人会收到通知并重新确认。" : "已提交，另一位同事审核通过后生效；在那以前任务保持原样，认领不受影响。");
            return "redirect:" + HOME + "/" + id;
        } catch (Refusal refusal) {
            return refused(refusal, errors, response, again);
        }
    }

    /** A rule that only the use case knows: shown at the head of the form, which keeps what was typed. */
    private static String refused(
            Refusal refusal, BindingResult errors, HttpServletResponse response, Supplier<String> form) {
        if (refusal.getStatusCode().value() == HttpStatus.NOT_FOUND.value()
                || refusal.getStatusCode().value() == HttpStatus.FORBIDDEN.value()) {
            throw refusal;
        }
        errors.reject("refused", refusal.sentence());
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form.get();
    }

    @PostMapping(HOME + "/templates/{id}/deletion")
    String deleteTemplate(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        templates.form(staff, id.value());
        idempotency.once(staff, "task.delete-template:" + id, requestKey, "", Id.class, () -> {
            templates.delete(staff, id.value());
            return id;
        });
        flash.addFlashAttribute("toast", "模板已删除。");
        return "redirect:" + HOME + "/new";
    }
}
