package cn.estation.guide.form;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.EditLocks;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.media.MediaRefused;
import cn.estation.media.Purpose;
import cn.estation.media.Ready;
import cn.estation.media.Uploads;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts forms into drafts and takes them out again. A draft names a form by its address, so versions, reviews and
 * fingerprints know forms as they know words; nobody outside gets one before the version that names it is published.
 */
@Service
class Forms {

    /** A form that a draft has lost may come back into it, as long as somebody has its address. */
    private static final Duration UNUSED_KEPT = Duration.ofDays(7);

    private static final int BATCH = 100;

    private final FormMapper forms;
    private final Drafts drafts;
    private final Versions versions;
    private final Uploads uploads;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Forms(
            FormMapper forms,
            Drafts drafts,
            Versions versions,
            Uploads uploads,
            AuditTrail audit,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.forms = forms;
        this.drafts = drafts;
        this.versions = versions;
        this.uploads = uploads;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Gives a document of the draft its form; one it had before is no longer part of the draft.
     *
     * @param edits the number of savings the uploader had seen
     * @return the form's address
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no draft, or it is not theirs
     * @throws BadInput if there is no such document in it
     * @throws EditLocks.HeldByOther if somebody else is editing it
     * @throws Drafts.ChangedMeanwhile if it was saved or submitted since
     * @throws MediaRefused if they keep as many files as they may
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String attach(Staff staff, long guideId, int edits, String document, GuideForm.Kind kind, Ready file) {
        var code = Codes.next();
        drafts.save(staff, guideId, edits, changed(guideId, document, kind, GuideForm.link(code)));
        var item = versions.item(guideId);
        long id = ids.next();
        long media = uploads.add(staff, Purpose.GUIDE_FORM, item.cellId(), file);
        uploads.use(Purpose.GUIDE_FORM, thing(id), List.of(media));
        forms.insert(new GuideForm(id, code, guideId, document, kind, media, staff.actorKey(), clock.instant()));
        audit.record(staff, item.cellId(), "guide.form-add", "guide:" + guideId, "上传" + kind.title());
        return GuideForm.link(code);
    }

    /**
     * Takes the form of a document out of the draft. Versions that were published with it keep it.
     *
     * @param edits the number of savings they had seen
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no draft, or it is not theirs
     * @throws BadInput if there is no such document in it
     * @throws EditLocks.HeldByOther if somebody else is editing it
     * @throws Drafts.ChangedMeanwhile if it was saved or submitted since
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Staff staff, long guideId, int edits, String document, GuideForm.Kind kind) {
        drafts.save(staff, guideId, edits, changed(guideId, document, kind, ""));
        audit.record(
                staff, versions.item(guideId).cellId(), "guide.form-remove", "guide:" + guideId, "去掉" + kind.title());
    }

    private GuideContent changed(long guideId, String document, GuideForm.Kind kind, String link) {
        var content = versions.coming(guideId)
                .filter(version -> version.status() == GuideStatus.DRAFT)
                .map(versions::content)
                .orElseThrow(NotFound::new);
        if (content.documents().stream().noneMatch(one -> one.id().equals(document))) {
            throw new BadInput("草稿里没有这样材料了，请刷新后再试。");
        }
        return content.withDocuments(content.documents().stream()
                .map(one -> one.id().equals(document) ? kind.with(one, link) : one)
                .toList());
    }

    Optional<GuideForm> find(String code) {
        return Optional.ofNullable(forms.byCode(Codes.normalize(code)));
    }

    /** The form, if residents can get it now. */
    Optional<GuideForm> published(String code) {
        return find(code).filter(form -> forms.published(form.itemId(), form.link()));
    }

    /** What the file is called: as the guide calls the document, without what no file name may hold. */
    String name(GuideForm form) {
        var name =
                versions
                        .published(form.itemId())
                        .or(() -> versions.coming(form.itemId()))
                        .map(versions::content)
                        .stream()
                        .flatMap(content -> content.documents().stream())
                        .filter(document -> document.id().equals(form.document()))
                        .map(Document::name)
                        .findFirst()
                        .orElse("")
                        .replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}\\p{Cf}\\p{Cs}]", "")
                        .strip();
        return (name.codePointCount(0, name.length()) > 60 ? name.substring(0, name.offsetByCodePoints(0, 60)) : name)
                + form.kind().title();
    }

    /** Lets go of forms that no version names; media deletes the files. */
    void clean() {
        for (var form : forms.unused(clock.instant().minus(UNUSED_KEPT), BATCH)) {
            transaction.executeWithoutResult(status -> {
                // Whoever saves the draft holds the item too.
                drafts.holdToImport(form.itemId());
                if (forms.delete(form.id(), form.itemId(), form.link()) == 1) {
                    uploads.use(Purpose.GUIDE_FORM, thing(form.id()), List.of());
                }
            });
        }
    }

    private static String thing(long formId) {
        return "guide-form:" + formId;
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> cleanGuideForms(Forms forms) {
            return Tasks.recurring("guide-forms", FixedDelay.ofHours(1)).execute((instance, context) -> forms.clean());
        }
    }
}
