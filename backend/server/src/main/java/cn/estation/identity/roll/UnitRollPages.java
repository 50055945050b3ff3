package cn.estation.identity.roll;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.unit.Units;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Sha256;
import cn.estation.kernel.Spreadsheet;
import cn.estation.kernel.Time;
import cn.estation.kernel.UnreadableFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** Imports of units' lists: the template, a preview of what a file would do, its progress and report. */
@Controller
class UnitRollPages {

    static final String HOME = "/console/rolls";
    private static final int ROWS = 100;

    private final RollImports imports;
    private final UnitRollMapper rolls;
    private final Units units;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Jobs jobs;
    private final Clock clock;

    UnitRollPages(
            RollImports imports,
            UnitRollMapper rolls,
            Units units,
            Authority authority,
            Idempotency idempotency,
            Jobs jobs,
            Clock clock) {
        this.imports = imports;
        this.rolls = rolls;
        this.units = units;
        this.authority = authority;
        this.idempotency = idempotency;
        this.jobs = jobs;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String q,
            PageQuery query,
            Model model) {
        return listed(staff, q, query, null, model);
    }

    private String listed(Staff staff, String q, PageQuery query, @Nullable String wrong, Model model) {
        var page = imports.page(staff, query);
        model.addAttribute("page", page);
        model.addAttribute(
                "sums", page.items().stream().collect(Collectors.toMap(RollRun::id, run -> imports.summary(run.id()))));
        model.addAttribute(
                "unitNames",
                page.items().stream()
                        .map(RollRun::unitId)
                        .distinct()
                        .collect(Collectors.toMap(id -> id, this::unitName)));
        model.addAttribute("communities", communities(staff));
        model.addAttribute("q", q);
        model.addAttribute("units", units.search(q));
        model.addAttribute("wrong", wrong);
        return "identity/rolls";
    }

    private String unitName(long id) {
        return units.find(id).map(Units.Unit::name).orElse("");
    }

    private Map<Long, String> communities(Staff staff) {
        var names = new LinkedHashMap<Long, String>();
        authority
                .communities(staff, Permission.CONFIRM_MEMBERS)
                .forEach((GridCell community) -> names.put(community.id(), community.name()));
        return names;
    }

    @PostMapping(HOME)
    String upload(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String communityId,
            @RequestParam(defaultValue = "") String unitId,
            @RequestParam(defaultValue = "") String q,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response)
            throws IOException {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        try {
            if (communityId.isEmpty()) {
                throw new UnreadableFile("请选择社区。");
            }
            long community = Id.valueOf(communityId).value();
            authority.require(staff, Permission.CONFIRM_MEMBERS, community);
            if (unitId.isEmpty()) {
                throw new UnreadableFile("请先查找并选择单位。");
            }
            if (file == null || file.isEmpty()) {
                throw new UnreadableFile("请选择要导入的文件。");
            }
            long unit = Id.valueOf(unitId).value();
            var bytes = file.getBytes();
            var people = RollFile.read(bytes);
            var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
            var id = idempotency.once(
                    staff,
                    "roll.preview",
                    requestKey,
                    Sha256.hex(bytes) + community + ":" + unit,
                    Id.class,
                    () -> Id.of(imports.preview(staff, community, unit, name, people)));
            return "redirect:" + HOME + "/" + id;
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            response.setStatus(422);
            model.addAttribute("chosen", communityId);
            model.addAttribute("chosenUnit", unitId);
            return listed(staff, q, new PageQuery(null, null), refusal.sentence(), model);
        }
    }

    @GetMapping(HOME + "/{id}")
    String detail(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam @Nullable RollOutcome outcome,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        var run = fill(staff, id, model);
        var lines = rolls.lines(run.id(), outcome, after, ROWS + 1);
        model.addAttribute("unit", unitName(run.unitId()));
        model.addAttribute("outcome", outcome);
        model.addAttribute("lines", lines.subList(0, Math.min(ROWS, lines.size())));
        model.addAttribute("next", lines.size() > ROWS ? lines.get(ROWS - 1).line() : null);
        return "identity/roll";
    }

    @GetMapping(HOME + "/{id}/progress")
    String progress(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        fill(staff, id, model);
        return "identity/roll :: progress";
    }

    private RollRun fill(Staff staff, Id id, Model model) {
        var run = imports.theirs(staff, id.value());
        model.addAttribute("run", run);
        model.addAttribute(
                "job", run.jobId() == null ? null : jobs.find(run.jobId()).orElse(null));
        model.addAttribute("counts", imports.counts(run.id()));
        return run;
    }

    @PostMapping(HOME + "/{id}/confirm")
    String confirm(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        imports.theirs(staff, id.value());
        idempotency.<@Nullable Void>once(staff, "roll.import:" + id, requestKey, null, Void.class, () -> {
            imports.confirm(staff, id.value(), jobs.start(UnitRollConsole.JOB, staff));
            return null;
        });
        flash.addFlashAttribute("toast", "开始导入。可以离开这个页面，导入会继续。");
        return "redirect:" + HOME + "/" + id;
    }

    @PostMapping(HOME + "/{id}/discard")
    String discard(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        imports.theirs(staff, id.value());
        idempotency.<@Nullable Void>once(staff, "roll.discard:" + id, requestKey, null, Void.class, () -> {
            imports.discard(staff, id.value());
            return null;
        });
        flash.addFlashAttribute("toast", "已放弃，名单已删除。");
        return "redirect:" + HOME;
    }

    /** Every row with what became of it and what to do, to be worked through. */
    @GetMapping(HOME + "/{id}/report")
    void report(@AuthenticationPrincipal Staff staff, @PathVariable Id id, HttpServletResponse response)
            throws IOException {
        var run = imports.theirs(staff, id.value());
        var day = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        download(response, "名单导入报告-" + day + ".xlsx");
        RollFile.report(response.getOutputStream(), rolls.lines(run.id(), null, 0, RollFile.MOST_ROWS));
    }

    @GetMapping(HOME + "/template")
    void template(@AuthenticationPrincipal Staff staff, HttpServletResponse response) throws IOException {
        authority.require(staff, Permission.CONFIRM_MEMBERS);
        download(response, "单位党员名单模板.xlsx");
        RollFile.template(response.getOutputStream());
    }

    private static void download(HttpServletResponse response, String fileName) {
        response.setContentType(Spreadsheet.Format.XLSX.type());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
