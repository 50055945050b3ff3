package cn.estation.guide.desk;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.compare.Comparison;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.lint.Lint;
import cn.estation.guide.reach.PhoneChecks;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.Findings;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Review;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's guides: the library and its score, one guide with its versions, review and publication. */
@Controller
class GuidePages {

    private final Drafts drafts;
    private final Review review;
    private final Versions versions;
    private final Findings findings;
    private final Lint lint;
    private final PhoneChecks phones;
    private final GuideScope scope;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;
    private final Jobs jobs;
    private final AuditTrail audit;

    GuidePages(
            Drafts drafts,
            Review review,
            Versions versions,
            Findings findings,
            Lint lint,
            PhoneChecks phones,
            GuideScope scope,
            Authority authority,
            Grid grid,
            Idempotency idempotency,
            Jobs jobs,
            AuditTrail audit) {
        this.drafts = drafts;
        this.review = review;
        this.versions = versions;
        this.findings = findings;
        this.lint = lint;
        this.phones = phones;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.audit = audit;
    }

    @GetMapping("/console/guides")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam @Nullable GuideStatus status,
            @RequestParam @Nullable GuideTopic topic,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "false") boolean stale,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var cells = scope.cells(staff);
        var filter = new Versions.Filter(status, topic, rule.isEmpty() ? null : rule, stale);
        var page = Page.of(versions.overview(cells, filter, query), query, Versions.Overview::id);
        model.addAttribute("page", page);
        model.addAttribute("places", names(page.items()));
        model.addAttribute(
                "statuses",
                List.of(
                        GuideStatus.PUBLISHED,
                        GuideStatus.DRAFT,
                        GuideStatus.REVIEW,
                        GuideStatus.SCHEDULED,
                        GuideStatus.SUSPENDED));
        model.addAttribute("topics", GuideTopic.values());
        model.addAttribute("rules", lint.titles());
        model.addAttribute("status", status);
        model.addAttribute("topic", topic);
        model.addAttribute("rule", rule);
        model.addAttribute("stale", stale);
        model.addAttribute("filtered", status != null || topic != null || !rule.isEmpty() || stale);
        model.addAttribute("library", versions.library(cells));
        model.addAttribute("job", latestJob());
        return "guide/list";
    }

    private Map<Long, String> names(List<Versions.Overview> rows) {
        return rows.stream()
                .map(Versions.Overview::cellId)
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
        var liveContent = live == null ? null : versions.content(live);
        var draftContent = draft == null ? null : versions.content(draft);
        model.addAttribute("liveContent", liveContent);
        model.addAttribute("liveFindings", Notes.of(live == null ? List.of() : findings.of(live.id())));
        model.addAttribute("draft", draft);
        model.addAttribute("draftContent", draftContent);
        model.addAttribute("draftFindings", Notes.of(draft == null ? List.of() : findings.of(draft.id())));
        model.addAttribute("moves", draft == null ? List.of() : versions.moves(draft.id()));
        model.addAttribute("wroteIt", draft != null && versions.wrote(draft.id(), staff.actorKey()));
        model.addAttribute("versions", versions.of(item.id()));
        model.addAttribute(
                "phones",
                phones.states(
                        item.cellId(),
                        Stream.of(draftContent, liveContent)
                                .filter(Objects::nonNull)
                                .flatMap(content -> Stream.of(
                                        content.access().phone(),
                                        content.access().complaintPhone()))
                                .toList()));
        return "guide/detail";
    }

    /** One version as it was, whether residents still see it or not. */
    @GetMapping("/console/guides/{id}/versions/{number}")
    String version(@AuthenticationPrincipal Staff staff, @PathVariable Id id, @PathVariable int number, Model model) {
        var item = item(staff, id);
        var version = numbered(item, number);
        model.addAttribute("item", item);
        model.addAttribute("version", version);
        model.addAttribute("said", versions.content(version));
        model.addAttribute("moves", versions.moves(version.id()));
        return "guide/version";
    }

    /** What changed between two versions; between the latest and the one before it, if none are named. */
    @GetMapping("/console/guides/{id}/diff")
    String diff(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Integer from,
            @RequestParam @Nullable Integer to,
            Model model) {
        var item = item(staff, id);
        var all = versions.of(item.id());
        var after = to == null ? all.getFirst() : numbered(item, to);
        var before = from == null ? all.get(Math.min(1, all.size() - 1)) : numbered(item, from);
        model.addAttribute("item", item);
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute("changes", Comparison.of(versions.content(before), versions.content(after)));
        model.addAttribute("versions", all);
        return "guide/diff";
    }

    private GuideVersion numbered(GuideItem item, int number) {
        return versions.numbered(item.id(), number).orElseThrow(NotFound::new);
    }

    @PostMapping("/console/guides/{id}/draft/start")
    String start(@AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String requestKey) {
        once(staff, "guide.draft:" + id, requestKey, null, () -> drafts.start(staff, id.value()));
        boolean writable = versions.coming(id.value())
                .filter(version -> version.status() == GuideStatus.DRAFT)
                .isPresent();
        return "redirect:/console/guides/" + id + (writable ? "/draft" : "");
    }

    @PostMapping("/console/guides/{id}/submit")
    String submit(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam int edits,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        once(staff, "guide.submit:" + id, requestKey, edits, () -> review.submit(staff, id.value(), edits));
        flash.addFlashAttribute("toast", "已提交，请另一位同事审核发布。");
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/guides/{id}/give-back")
    String giveBack(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason, "退回");
        once(staff, "guide.give-back:" + id, requestKey, why, () -> review.giveBack(staff, id.value(), why));
        flash.addFlashAttribute("toast", "已退回修改。");
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/guides/{id}/publish")
    String publish(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam int edits,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var status = idempotency.<GuideStatus>once(
                staff,
                "guide.publish:" + id,
                requestKey,
                edits,
                GuideStatus.class,
                () -> review.publish(staff, id.value(), edits));
        flash.addFlashAttribute("toast", status == GuideStatus.PUBLISHED ? "已发布，居民现在就能搜到。" : "审核通过，到生效日期自动发布。");
        return "redirect:/console/guides/" + id;
    }

    @PostMapping("/console/guides/{id}/suspend")
    String suspend(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String reason,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var why = reason(reason, "停用");
        once(staff, "guide.suspend:" + id, requestKey, why, () -> review.suspend(staff, id.value(), why));
        flash.addFlashAttribute("toast", "已停用，居民不再看到这份指南。");
        return "redirect:/console/guides/" + id;
    }

    private static String reason(String reason, String what) {
        var why = reason.strip();
        if (why.length() < 2 || why.length() > 300 || !CleanText.isClean(why)) {
            throw new BadInput("请用 2 到 300 个字写明" + what + "原因。");
        }
        return why;
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
