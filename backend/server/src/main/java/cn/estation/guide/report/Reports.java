package cn.estation.guide.report;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.GuideReported;
import cn.estation.guide.version.Doubts;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.media.MediaRefused;
import cn.estation.media.Purpose;
import cn.estation.media.Uploads;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes what residents say is wrong in a guide, and lets staff say what they made of it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Reports {

    private static final String CONTENT = "guide_report.content";
    private static final int LONGEST = 300;
    private static final int MOST_A_DAY = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9０-９]{7,18}[XxＸｘ]?");
    private static final int IDENTITY_NUMBER = 15;

    private final ReportMapper reports;
    private final Versions versions;
    private final Doubts doubts;
    private final Authority authority;
    private final Uploads uploads;
    private final AuditTrail audit;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final int untilDoubted;

    Reports(
            ReportMapper reports,
            Versions versions,
            Doubts doubts,
            Authority authority,
            Uploads uploads,
            AuditTrail audit,
            Vault vault,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${estation.guide.reports-until-doubted:3}") int untilDoubted) {
        this.reports = reports;
        this.versions = versions;
        this.doubts = doubts;
        this.authority = authority;
        this.uploads = uploads;
        this.audit = audit;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.untilDoubted = untilDoubted;
    }

    /**
     * Keeps that a resident doubts a part of a guide. While nobody has looked into it, the same resident doubting the same
     * part is one report. When enough people doubt a guide it is marked.
     *
     * @param number of the version they looked at
     * @param typed what is wrong; may be empty
     * @param photoId a picture of theirs that shows it; absent for none
     * @throws NotFound if there was never such a version to be seen, or the picture is not theirs
     * @throws MediaRefused if the picture was refused, is for something else or stands elsewhere
     * @throws BadInput if the text is longer than 300 characters or is no text
     * @throws TooMany if they sent twenty in a day
     */
    Report report(Resident resident, long guideId, int number, Report.Part part, String typed, @Nullable Long photoId) {
        var text = checked(typed);
        var version = versions.numbered(guideId, number)
                .filter(one -> !one.status().coming())
                .orElseThrow(NotFound::new);
        doubts.hold(guideId);
        var same = reports.open(guideId, resident.id(), part);
        if (same != null) {
            return same;
        }
        var now = clock.instant();
        if (reports.sentSince(resident.id(), now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            throw new TooMany();
        }
        long id = ids.next();
        var item = versions.item(guideId);
        var report = new Report(
                id,
                guideId,
                version.id(),
                item.cellId(),
                resident.id(),
                part,
                vault.seal(text, CONTENT, id),
                photoId,
                Report.Status.OPEN,
                null,
                "",
                null,
                now);
        if (photoId != null) {
            uploads.useOwn(resident, Purpose.GUIDE_REPORT, photoOf(id), item.cellId(), photoId);
        }
        reports.insert(report);
        audit.record(resident, item.cellId(), "guide.report", "guide:" + guideId, "居民说信息不对：" + part.title());
        events.publishEvent(new GuideReported(id, guideId, version.id()));
        if (version.status() == GuideStatus.PUBLISHED && reports.doubters(guideId) >= untilDoubted) {
            doubts.mark(guideId, Doubts.Reason.REPORTED, resident);
        }
        return report;
    }

    /**
     * Says what was made of a report: looked into and right as it stands, or mended. When nobody's doubt is open any more,
     * the guide's mark goes.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such report, or its guide is not theirs
     * @throws HandledAlready if somebody was faster
     */
    void handle(Staff staff, long reportId, Report.Status outcome, String note) {
        var report = theirs(staff, reportId);
        if (!Report.Status.OPEN.next().contains(outcome)) {
            throw new BadInput("请选择已核对或已改。");
        }
        doubts.hold(report.itemId());
        if (reports.handle(reportId, outcome, staff.actorKey(), checked(note), clock.instant()) == 0) {
            throw new HandledAlready();
        }
        // Whoever looked into it has seen it; nothing is kept of a picture that has done its work.
        uploads.use(Purpose.GUIDE_REPORT, photoOf(reportId), List.of());
        if (reports.doubters(report.itemId()) == 0) {
            doubts.settle(report.itemId(), Doubts.Reason.REPORTED);
        }
        audit.record(
                staff, report.cellId(), "guide.report-handled", "guide-report:" + reportId, "报错" + outcome.title());
    }

    private static String photoOf(long reportId) {
        return "guide-report:" + reportId;
    }

    /**
     * A report for somebody who may see it.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such report, or its guide is not theirs
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Report theirs(Staff staff, long reportId) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var report = reports.find(reportId);
        if (report == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.EDIT_GUIDES, report.cellId());
        return report;
    }

    /** What they wrote, with phones and identity numbers masked: nobody needs them to correct a guide. */
    @Transactional(propagation = Propagation.SUPPORTS)
    String text(Report report) {
        return NUMBER.matcher(vault.open(report.content(), CONTENT, report.id()))
                .replaceAll(number -> {
                    var digits = CleanText.normalize(number.group());
                    return digits.length() >= IDENTITY_NUMBER ? Mask.identityNumber(digits) : Mask.phone(digits);
                });
    }

    void forget(long residentId) {
        for (long id : reports.of(residentId)) {
            reports.replace(id, vault.seal("", CONTENT, id));
        }
    }

    private static String checked(String typed) {
        var text = typed.replace("\r\n", "\n").strip();
        if (!CleanText.isClean(text)) {
            throw new BadInput("内容里有无法保存的特殊字符，请删除后再试。");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new BadInput("请控制在 " + LONGEST + " 个字以内。");
        }
        return text;
    }

    @org.springframework.stereotype.Component
    static class Forgetting {

        private final Reports reports;

        Forgetting(Reports reports) {
            this.reports = reports;
        }

        @ApplicationModuleListener
        void on(ResidentForgotten event) {
            reports.forget(event.residentId());
        }
    }

    static final class TooMany extends Refusal {
        TooMany() {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-reports", "您今天报得很多了，谢谢！请明天再报，或拨打咨询电话。");
        }
    }

    static final class HandledAlready extends Refusal {
        HandledAlready() {
            super(HttpStatus.CONFLICT, "report-handled", "这条报错已经有同事处理了，请刷新。");
        }
    }
}
