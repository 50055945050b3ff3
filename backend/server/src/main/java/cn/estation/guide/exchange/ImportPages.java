package cn.estation.guide.exchange;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.desk.GuideScope;
import cn.estation.guide.format.JsonLines;
import cn.estation.guide.format.Sheets;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.UnreadableFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's imports: a file, a preview of what it would do, and after a confirmation its progress and report. */
@Controller
class ImportPages {

    private static final int ROWS = 100;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final ImportMapper rows;
    private final GuideScope scope;
    private final Authority authority;
    private final Grid grid;
    private final Idempotency idempotency;
    private final Jobs jobs;
    private final Clock clock;

    ImportPages(
            Imports imports,
            ImportMapper rows,
            GuideScope scope,
            Authority authority,
            Grid grid,
            Idempotency idempotency,
            Jobs jobs,
            Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.clock = clock;
    }

    @GetMapping("/console/guide-imports")
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        return list(staff, query, null, model);
    }

    @PostMapping("/console/guide-imports")
    String upload(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String cellId,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response)
            throws IOException {
        authority.require(staff, Permission.EDIT_GUIDES);
        try {
            if (file == null || file.isEmpty()) {
                throw new UnreadableFile("请选择要导入的文件。");
            }
            long cell = cellId.isEmpty() ? missingCell() : Id.valueOf(cellId).value();
            authority.require(staff, Permission.EDIT_GUIDES, cell);
            var within = ImportConsole.within(grid, cell);
            var read = imports.read(
                    Optional.ofNullable(file.getOriginalFilename()).orElse(""), file.getBytes(), within::contains);
            var id = idempotency.once(
                    staff,
                    "guide.import-preview",
                    requestKey,
                    read.digest() + cell,
                    Id.class,
                    () -> Id.of(imports.preview(staff, cell, read)));
            return "redirect:/console/guide-imports/" + id;
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            response.setStatus(422);
            model.addAttribute("cellId", cellId);
            return list(staff, new PageQuery(null, null), refusal.sentence(), model);
        }
    }

    private static long missingCell() {
        throw new UnreadableFile("请选择这些指南的适用范围。");
    }

    private String list(Staff staff, PageQuery query, @Nullable String wrong, Model model) {
        var cells = scope.cells(staff);
        var found = cells.isEmpty() ? List.<ImportRun>of() : rows.page(cells, query.before(), query.limit());
        var page = Page.of(found, query, ImportRun::id);
        model.addAttribute("page", page);
        model.addAttribute(
                "places",
                grid
                        .cells(page.items().stream()
                                .map(ImportRun::cellId)
                                .distinct()
                                .toList())
                        .values()
                        .stream()
                        .collect(Collectors.toMap(GridCell::id, GridCell::name)));
        model.addAttribute(
                "sums",
                page.items().stream().collect(Collectors.toMap(ImportRun::id, run -> imports.summary(run.id()))));
        model.addAttribute("cells", scope.choices(staff));
        model.addAttribute("wrong", wrong);
        return "guide/imports";
    }

    @GetMapping("/console/guide-imports/{id}")
    String detail(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable Outcome outcome,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        var run = mine(staff, id);
        var lines = rows.lines(run.id(), outcome, false, after, ROWS + 1);
        model.addAttribute("run", run);
        model.addAttribute("place", grid.cell(run.cellId()).name());
        model.addAttribute("counts", imports.counts(run.id()));
        model.addAttribute("outcome", outcome);
        model.addAttribute("lines", lines.subList(0, Math.min(ROWS, lines.size())));
        model.addAttribute("next", lines.size() > ROWS ? lines.get(ROWS - 1).line() : null);
        model.addAttribute("job", job(run));
        return "guide/import";
    }

    @GetMapping("/console/guide-imports/{id}/progress")
    String progress(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var run = mine(staff, id);
        model.addAttribute("run", run);
        model.addAttribute("job", job(run));
        model.addAttribute("counts", imports.counts(run.id()));
        return "guide/import :: progress";
    }

    @PostMapping("/console/guide-imports/{id}/confirm")
    String confirm(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var run = mine(staff, id);
        idempotency.<@Nullable Void>once(staff, "guide.import:" + id, requestKey, null, Void.class, () -> {
            imports.confirm(staff, run.id(), jobs.start(ImportConsole.JOB, staff));
            return null;
        });
        flash.addFlashAttribute("toast", "开始导入。可以离开这个页面，导入会继续。");
        return "redirect:/console/guide-imports/" + id;
    }

    @PostMapping("/console/guide-imports/{id}/discard")
    String discard(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        var run = mine(staff, id);
        idempotency.<@Nullable Void>once(staff, "guide.import-discard:" + id, requestKey, null, Void.class, () -> {
            imports.discard(staff, run.id());
            return null;
        });
        flash.addFlashAttribute("toast", "已放弃，什么都没有改。");
        return "redirect:/console/guide-imports";
    }

    /** The rows about which something is to be said, as a file to work through. */
    @GetMapping("/console/guide-imports/{id}/report")
    void report(@AuthenticationPrincipal Staff staff, @PathVariable Id id, HttpServletResponse response)
            throws IOException {
        var run = mine(staff, id);
        download(response, Sheets.fileName("导入报告", clock, ".xlsx"), XLSX);
        Sheets.report(
                response.getOutputStream(),
                rows.lines(run.id(), null, true, 0, JsonLines.MOST_ROWS).stream()
                        .map(ImportMapper.Line::told)
                        .toList());
    }

    @GetMapping("/console/guide-imports/template")
    void template(@AuthenticationPrincipal Staff staff, HttpServletResponse response) throws IOException {
        authority.require(staff, Permission.EDIT_GUIDES);
        download(response, "办事指南导入模板.xlsx", XLSX);
        Sheets.template(response.getOutputStream());
    }

    static void download(HttpServletResponse response, String fileName, String type) {
        response.setContentType(type);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    private Jobs.@Nullable Job job(ImportRun run) {
        return run.jobId() == null ? null : jobs.find(run.jobId()).orElse(null);
    }

    private ImportRun mine(Staff staff, Id id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var run = Optional.ofNullable(rows.selectById(id.value())).orElseThrow(NotFound::new);
        authority.require(staff, Permission.EDIT_GUIDES, run.cellId());
        return run;
    }
}
