package cn.estation.guide.report;

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
import cn.estation.media.Purpose;
import cn.estation.media.Serving;
import cn.estation.media.Uploads;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's list of what residents say is wrong, and the answer to each. */
@Controller
class ReportPages {

    private final Reports reports;
    private final ReportMapper rows;
    private final Versions versions;
    private final Uploads uploads;
    private final Serving serving;
    private final GuideScope scope;
    private final Authority authority;
    private final Idempotency idempotency;

    ReportPages(
            Reports reports,
            ReportMapper rows,
            Versions versions,
            Uploads uploads,
            Serving serving,
            GuideScope scope,
            Authority authority,
            Idempotency idempotency) {
        this.reports = reports;
        this.rows = rows;
        this.versions = versions;
        this.uploads = uploads;
        this.serving = serving;
        this.scope = scope;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    /**
     * A row of the list.
     *
     * @param photo what is to be said of its picture; empty if it can be looked at, absent if there is none
     */
    record Line(
            Report report,
            GuideItem item,
            int version,
            String text,
            @Nullable String photo) {}

    private @Nullable String photo(Report report) {
        return report.photoId() == null
                ? null
                : uploads.find(report.photoId())
                        .map(upload -> upload.isPassed() ? "" : upload.verdict().title())
                        .orElse("照片已删除");
    }

    @GetMapping("/console/guides/reports")
    String list(
            @AuthenticationPrincipal Staff staff,
            @RequestParam Report.@Nullable Status status,
            PageQuery query,
            Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var cells = scope.cells(staff);
        var found = cells.isEmpty() ? List.<Report>of() : rows.page(cells, status, query.before(), query.limit());
        var page = Page.of(found, query, Report::id);
        var items = versions.items(
                page.items().stream().map(Report::itemId).distinct().toList());
        model.addAttribute(
                "page",
                page.map(report -> new Line(
                        report,
                        Objects.requireNonNull(items.get(report.itemId())),
                        versions.find(report.versionId()).orElseThrow().number(),
                        reports.text(report),
                        photo(report))));
        model.addAttribute("statuses", Report.Status.values());
        model.addAttribute("status", status);
        return "guide/reports";
    }

    /** The picture that came with a report, once it has passed. */
    @GetMapping("/console/guides/reports/{report}/photo")
    ResponseEntity<byte[]> photo(@AuthenticationPrincipal Staff staff, @PathVariable Id report) {
        var photo = reports.theirs(staff, report.value()).photoId();
        if (photo == null) {
            throw new NotFound();
        }
        return serving.file(Purpose.GUIDE_REPORT, photo, "信息不对-" + report, null, null);
    }

    @PostMapping("/console/guides/reports/{report}")
    String handle(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id report,
            @RequestParam Report.Status outcome,
            @RequestParam(defaultValue = "") String note,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        idempotency.<@Nullable Void>once(
                staff, "guide.report:" + report, requestKey, List.of(outcome, note), Void.class, () -> {
                    reports.handle(staff, report.value(), outcome, note);
                    return null;
                });
        flash.addFlashAttribute("toast", "已记下。");
        return "redirect:/console/guides/reports";
    }
}
