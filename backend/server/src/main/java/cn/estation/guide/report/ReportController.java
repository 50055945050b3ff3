package cn.estation.guide.report;

import cn.estation.guide.version.GuideVersion;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 信息不对: residents who were there say what a guide has wrong. */
@RestController
class ReportController {

    private final Reports reports;
    private final Versions versions;

    ReportController(Reports reports, Versions versions) {
        this.reports = reports;
        this.versions = versions;
    }

    @PostMapping("/api/v1/guides/{id}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    public Receipt report(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Doubt body) {
        int number = body.version() instanceof Integer seen
                ? seen
                : versions.published(id.value()).map(GuideVersion::number).orElseThrow(NotFound::new);
        var text = body.text() instanceof String said ? said : "";
        var report = reports.report(
                resident,
                id.value(),
                number,
                body.part(),
                text,
                body.photoId() == null ? null : body.photoId().value());
        return new Receipt(Id.of(report.id()), report.status(), report.status().title(), report.createdAt());
    }

    /**
     * @param version the number of the version that was looked at; the published one if absent
     * @param text what is wrong, at most 300 characters; may be absent
     * @param photoId a picture of the resident's own, sent before as {@code GUIDE_REPORT}; nobody has to send one
     */
    record Doubt(
            @NotNull Report.Part part,
            @Positive @Nullable Integer version,
            @Nullable String text,
            @Nullable Id photoId) {}

    record Receipt(Id reportId, Report.Status status, String statusName, Instant createdAt) {}
}
