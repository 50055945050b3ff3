package cn.estation.task;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

/** Tasks in the console: the list, one task with its claims, writing and publishing. */
@Controller
class TaskPages {

    private static final String HOME = "/console/task";

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Publishing publishing;
    private final Authority authority;
    private final Residents residents;
    private final Idempotency idempotency;
    private final Clock clock;

    TaskPages(
            TaskMapper tasks,
            ClaimMapper claims,
            Publishing publishing,
            Authority authority,
            Residents residents,
            Idempotency idempotency,
            Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.publishing = publishing;
        this.authority = authority;
        this.residents = residents;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff, @RequestParam @Nullable String status, PageQuery query, Model model) {
        authority.require(staff, Permission.VERIFY_TASKS);
        var communities = authority.communities(staff, Permission.VERIFY_TASKS);
        var page = page(communities, status(status), query);
        model.addAttribute("tasks", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("status", status);
        model.addAttribute("statuses", TaskStatus.values());
        model.addAttribute("communityNames", names(communities));
        model.addAttribute("mayPublish", staff.may(Permission.PUBLISH_TASKS));
        model.addAttribute("now", clock.instant());
        return "task/list";
    }

    private Page<VolunteerTask> page(List<GridCell> communities, @Nullable TaskStatus status, PageQuery query) {
        if (communities.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var ids = communities.stream().map(GridCell::id).toList();
        return Page.of(tasks.inCommunities(ids, status, query.before(), query.limit()), query, VolunteerTask::id);
    }

    private static @Nullable TaskStatus status(@Nullable String name) {
        return Stream.of(TaskStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Names by id as text, as a choice wants them. */
    private static Map<String, String> names(List<GridCell> communities) {
        var names = new LinkedHashMap<String, String>();
        communities.forEach(community -> names.put(Long.toString(community.id()), community.name()));
        return names;
    }

    @GetMapping(HOME + "/new")
    String write(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        var communities = names(authority.communities(staff, Permission.PUBLISH_TASKS));
        var only = communities.size() == 1 ? communities.keySet().iterator().next() : null;
        model.addAttribute("form", TaskForm.empty(only));
        return form(staff, null, model);
    }

    private String form(Staff staff, @Nullable Id id, Model model) {
        model.addAttribute("communities", names(authority.communities(staff, Permission.PUBLISH_TASKS)));
        model.addAttribute("rules", Map.of("HOURLY", "按服务小时计分", "FIXED", "按次计分"));
        model.addAttribute("action", id == null ? HOME : HOME + "/" + id);
        return "task/form";
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
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, null, model);
        }
        boolean publish = act.equals("publish");
        try {
            var id = idempotency.once(staff, "task.write", requestKey, List.of(form, act), Id.class, () -> {
                var task = publishing.draft(staff, form.draft());
                if (publish) {
                    publishing.publish(staff, task.id());
                }
                return Id.of(task.id());
            });
            flash.addFlashAttribute("toast", publish ? "已发布，党员现在可以认领。" : "已存为草稿。");
            return "redirect:" + HOME + "/" + id;
        } catch (Refusal refusal) {
            return refused(refusal, errors, response, () -> form(staff, null, model));
        }
    }

    @GetMapping(HOME + "/{id}/edit")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        model.addAttribute("form", TaskForm.of(theirs(staff, Permission.PUBLISH_TASKS, id)));
        return form(staff, id, model);
    }

    @PostMapping(HOME + "/{id}")
    String change(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") TaskForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            @RequestParam(defaultValue = "publish") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        theirs(staff, Permission.PUBLISH_TASKS, id);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(staff, id, model);
        }
        boolean publish = act.equals("publish");
        try {
            idempotency.once(staff, "task.change:" + id, requestKey, List.of(form, act), Id.class, () -> {
                publishing.redraft(staff, id.value(), form.draft());
                if (publish) {
                    publishing.publish(staff, id.value());
                }
                return id;
            });
            flash.addFlashAttribute("toast", publish ? "已发布，党员现在可以认领。" : "已存为草稿。");
            return "redirect:" + HOME + "/" + id;
        } catch (Refusal refusal) {
            return refused(refusal, errors, response, () -> form(staff, id, model));
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

    @GetMapping(HOME + "/{id}")
    String show(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var task = theirs(staff, Permission.VERIFY_TASKS, id);
        var held = claims.ofTask(task.id());
        var names = residents.maskedNames(
                held.stream().map(Claim::residentId).distinct().toList());
        var now = clock.instant();
        model.addAttribute("task", task);
        model.addAttribute("claims", held);
        model.addAttribute("names", names);
        model.addAttribute("moves", tasks.moves(task.id()));
        model.addAttribute("mayPublish", may(staff, Permission.PUBLISH_TASKS, task));
        model.addAttribute("checkInOpen", checkInOpen(task, now));
        model.addAttribute("ended", task.endedAt(now));
        return "task/task";
    }

    private static boolean checkInOpen(VolunteerTask task, Instant now) {
        return task.status() == TaskStatus.PUBLISHED
                && !now.isBefore(task.startsAt().minus(CheckIn.OPENS_BEFORE))
                && !task.endedAt(now);
    }

    private boolean may(Staff staff, Permission permission, VolunteerTask task) {
        return authority.communityIds(staff, permission).contains(task.communityId());
    }

    @PostMapping(HOME + "/{id}/publication")
    String publish(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        theirs(staff, Permission.PUBLISH_TASKS, id);
        idempotency.once(staff, "task.publish:" + id, requestKey, "", Id.class, () -> {
            publishing.publish(staff, id.value());
            return id;
        });
        flash.addFlashAttribute("toast", "已发布，党员现在可以认领。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/cancellation")
    String cancel(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        theirs(staff, Permission.PUBLISH_TASKS, id);
        var words = ClaimPages.reason(reason);
        idempotency.once(staff, "task.cancel:" + id, requestKey, words, Id.class, () -> {
            publishing.cancel(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已取消，认领的党员会收到通知。");
        return "redirect:" + HOME + "/" + id;
    }

    private VolunteerTask theirs(Staff staff, Permission permission, Id id) {
        authority.require(staff, permission);
        var task = tasks.find(id.value()).orElseThrow(NotFound::new);
        authority.require(staff, permission, task.communityId());
        return task;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        ConsolePage taskPage() {
            return new ConsolePage("志愿任务", HOME, Permission.VERIFY_TASKS, 400);
        }
    }
}
