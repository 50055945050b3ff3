package cn.estation.guide.desk;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Overview;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

/** The console's guides: list, preview, drafts, publication by a second person. */
@Controller
class GuidePages {

    private final Drafts desk;
    private final Versions versions;
    private final GuideScope scope;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Clock clock;

    GuidePages(
            Drafts desk,
            Versions versions,
            GuideScope scope,
            Authority authority,
            Grid grid,
            Idempotency idempotency,
            Jobs jobs,
            AuditTrail audit,
            Clock clock) {
        this.desk = desk;
        this.versions = versions;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/console/guides")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable GuideStatus status,
            @RequestParam @Nullable GuideTopic topic,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var cells = scope.cells(staff);
        var page = Page.of(versions.overview(cells, status, topic, query), query, Overview::id);
        model.addAttribute("page", page);
        model.addAttribute("places", names(page.items()));
        model.addAttribute("statuses", List.of(GuideStatus.PUBLISHED, GuideStatus.DRAFT, GuideStatus.SUSPENDED));
        model.addAttribute("topics", GuideTopic.values());
        model.addAttribute("status", status);
        model.addAttribute("topic", topic);
        model.addAttribute("filtered", status != null || topic != null);
        model.addAttribute("job", latestJob());
        return "guide/list";
    }

    private Map<Long, String> names(List<Overview> rows) {
        return rows.stream()
                .map(Overview::cellId)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> grid.find(id).map(GridCell::name).orElse("（已撤销的组织）")));
    }

    @GetMapping("/console/guides/{id}")
    String detail(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var item = item(staff, id);
        var live = versions.live(item.id()).orElse(null);
        var draft = versions.coming(item.id()).orElse(null);
        model.addAttribute("item", item);
        model.addAttribute("place", grid.cell(item.cellId()).name());
        model.addAttribute("live", live);
        model.addAttribute("liveContent", live == null ? null : versions.content(live));
        model.addAttribute("draft", draft);
        model.addAttribute("draftContent", draft == null ? null : versions.content(draft));
        model.addAttribute("wroteIt", draft != null && versions.wrote(draft.id(), staff.actorKey()));
        model.addAttribute("versions", versions.of(item.id()));
        return "guide/detail";
    }

    @GetMapping("/console/guides/new")
    String blank(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        model.addAttribute("form", GuideForm.blank("", LocalDate.ofInstant(clock.instant(), Time.CHINA)));
        return form(staff, null, model);
    }

    @PostMapping("/console/guides")
    String create(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") GuideForm form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.EDIT_GUIDES);
        if (form.cellId().isEmpty()) {
            errors.rejectValue("cellId", "missing", "请选择适用范围。");
        }
        var content = form.read(errors);
        if (content != null) {
            try {
                long cellId = Id.valueOf(form.cellId()).value();
                var id = idempotency.once(
                        staff,
                        "guide.create",
                        requestKey,
                        form,
                        Id.class,
                        () -> Id.of(desk.create(staff, cellId, content)));
                flash.addFlashAttribute("toast", "草稿已保存，请同事审核发布。");
                return "redirect:/console/guides/" + id;
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(422);
        return form(staff, null, model);
    }

    @GetMapping("/console/guides/{id}/draft")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var item = item(staff, id);
        var draft = versions.coming(item.id()).orElseThrow(NotFound::new);
        model.addAttribute("form", GuideForm.of(item, draft, versions.content(draft)));
        return form(staff, item, model);
    }

    @PostMapping("/console/guides/{id}/draft")
    String save(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @Valid @ModelAttribute("form") GuideForm form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var item = item(staff, id);
        var content = form.read(errors);
        if (content != null) {
            try {
                once(
                        staff,
                        "guide.save:" + id,
                        requestKey,
                        form,
                        () -> desk.saveDraft(staff, item.id(), form.edits(), content));
                flash.addFlashAttribute("toast", "草稿已保存。");
                return "redirect:/console/guides/" + id;
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.reject("refused", refusal.sentence());
            }
        }
        response.setStatus(422);
        return form(staff, item, model);
    }

    @PostMapping("/console/guides/{id}/draft/start")
    String start(@AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String requestKey) {
        once(staff, "guide.draft:" + id, requestKey, null, () -> desk.startDraft(staff, id.value()));
        return "redirect:/console/guides/" + id + "/draft";
    }

    @PostMapping("/console/guides/{id}/publish")
    String publish(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam int edits,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "guide.publish:" + id, requestKey, edits, () -> desk.publish(staff, id.value(), edits));
        flash.addFlashAttribute("toast", "已发布，居民现在就能搜到。");
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/guides/{id}/suspend")
    String suspend(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason.strip();
        if (why.length() < 2 || why.length() > 300 || !CleanText.isClean(why)) {
            throw new BadInput("请用 2 到 300 个字写明停用原因。");
        }
        once(staff, "guide.suspend:" + id, requestKey, why, () -> desk.suspend(staff, id.value(), why));
        flash.addFlashAttribute("toast", "已停用，居民不再看到这份指南。");
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/guides/index")
    String rebuild(@AuthenticationPrincipal Staff staff, @RequestParam String requestKey, RedirectAttributes flash) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var id = idempotency.once(staff, "guide.index", requestKey, null, Id.class, () -> {
            audit.record(staff, 0, "guide.index", "guide:all", "重建办事指南搜索");
            return Id.of(jobs.start(GuideConsole.INDEX_JOB, staff));
        });
        flash.addFlashAttribute("toast", "开始重建搜索，编号 " + id + "。");
        return "redirect:/console/guides";
    }

    @GetMapping("/console/guides/index")
    String progress(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        model.addAttribute("job", latestJob());
        return "guide/list :: job";
    }

    private Jobs.@Nullable Job latestJob() {
        return jobs.latest(GuideConsole.INDEX_JOB, 1).stream().findFirst().orElse(null);
    }

    private String form(Staff staff, @Nullable GuideItem item, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("cells", scope.choices(staff));
        model.addAttribute(
                "topics",
                Arrays.stream(GuideTopic.values())
                        .collect(Collectors.toMap(
                                GuideTopic::name, GuideTopic::title, (one, other) -> one, LinkedHashMap::new)));
        model.addAttribute(
                "audiences",
                Arrays.stream(Audience.values())
                        .collect(Collectors.toMap(
                                Audience::name, Audience::title, (one, other) -> one, LinkedHashMap::new)));
        return "guide/form";
    }

    private GuideItem item(Staff staff, Id id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = versions.item(id.value());
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        return item;
    }

    private void once(Staff staff, String operation, String key, @Nullable Object content, Runnable command) {
        idempotency.<@Nullable Void>once(staff, operation, key, content, Void.class, () -> {
            command.run();
            return null;
        });
    }
}
