package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.BeforePublishing;
import cn.estation.guide.content.Faq;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.lint.Finding;
import cn.estation.guide.lint.Lint;
import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * From a finished draft to what residents see, and out of their sight again.
 *
 * <p>Four eyes without exception: whoever saved a draft even once cannot publish it, whatever the role. A community with
 * one editor asks the director or the subdistrict; the law wants a reviewer for what is published (互联网政务应用安全管理规定).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Review {

    private static final Logger log = LoggerFactory.getLogger(Review.class);
    private static final int MOST_SAID = 3;

    private final GuideMapper guides;
    private final Contents contents;
    private final Findings findings;
    private final Drafts drafts;
    private final Lifecycle lifecycle;
    private final List<BeforePublishing> checks;
    private final AuditTrail audit;
    private final Clock clock;

    Review(
            GuideMapper guides,
            Contents contents,
            Findings findings,
            Drafts drafts,
            Lifecycle lifecycle,
            List<BeforePublishing> checks,
            AuditTrail audit,
            Clock clock) {
        this.guides = guides;
        this.contents = contents;
        this.findings = findings;
        this.drafts = drafts;
        this.lifecycle = lifecycle;
        this.checks = checks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Hands the draft to whoever reviews it; until it comes back nobody changes its words.
     *
     * @param edits the number of savings that the submitter had seen
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no draft, or it is not theirs
     * @throws HasErrors if the rules find errors in it
     * @throws Drafts.ChangedMeanwhile if it was saved or submitted since
     */
    public void submit(Staff staff, long guideId, int edits) {
        var item = lifecycle.hold(staff, guideId);
        var draft = lifecycle.coming(guideId);
        requireNoErrors(findings.renew(draft.id(), contents.of(draft.id())));
        if (guides.submit(draft.id(), edits, staff.actorKey()) == 0) {
            throw new Drafts.ChangedMeanwhile();
        }
        lifecycle.record(draft.id(), GuideStatus.DRAFT, GuideStatus.REVIEW, staff, "提交审核");
        audit.record(staff, item.cellId(), "guide.submit", "guide:" + guideId, "提交第 " + draft.number() + " 版审核");
    }

    /**
     * Gives a submitted version, or one that waits for its day, back for changes.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if none is being reviewed or waiting, or it is not theirs
     */
    public void giveBack(Staff staff, long guideId, String reason) {
        var item = lifecycle.hold(staff, guideId);
        var version = lifecycle.coming(guideId);
        if (guides.giveBack(version.id()) == 0) {
            throw new NotFound();
        }
        lifecycle.record(version.id(), version.status(), GuideStatus.DRAFT, staff, reason);
        audit.record(staff, item.cellId(), "guide.give-back", "guide:" + guideId, "退回第 " + version.number() + " 版修改");
    }

    /**
     * Makes the submitted version the one that residents see, from its day on; the one before is superseded in the same
     * moment.
     *
     * @param edits the number of savings the reviewer had read
     * @return the state it is in now: published, or scheduled if its day is still to come
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if none is being reviewed, or it is not theirs
     * @throws WrittenByPublisher if they wrote any of it themselves
     * @throws HasErrors if the rules find errors in it
     * @throws Refusal if some {@link BeforePublishing} says that it may not be yet
     * @throws Over if the last day it holds has passed
     * @throws Drafts.ChangedMeanwhile if it was given back, saved or published since they read it
     */
    public GuideStatus publish(Staff staff, long guideId, int edits) {
        var item = lifecycle.hold(staff, guideId);
        var version = lifecycle.coming(guideId);
        if (guides.wrote(version.id(), staff.actorKey())) {
            throw new WrittenByPublisher();
        }
        var content = contents.of(version.id());
        requireNoErrors(findings.renew(version.id(), content));
        checks.forEach(check -> check.check(guideId, words(content)));
        var status = approve(staff, item, version, edits, content);
        audit.record(
                staff,
                item.cellId(),
                "guide.publish",
                "guide:" + guideId,
                (status == GuideStatus.PUBLISHED ? "发布第 %d 版" : "审核通过第 %d 版，到期生效").formatted(version.number()));
        return status;
    }

    /**
     * Takes the published version from sight until a new version is published.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if it is not theirs
     * @throws NothingPublished if there is no published version to take away
     */
    public void suspend(Staff staff, long guideId, String reason) {
        var item = lifecycle.hold(staff, guideId);
        var version = guides.published(guideId);
        if (version == null || guides.suspend(version.id()) == 0) {
            throw new NothingPublished();
        }
        lifecycle.suspended(item, version, staff, reason);
        audit.record(staff, item.cellId(), "guide.suspend", "guide:" + guideId, "停用第 " + version.number() + " 版");
    }

    /**
     * Adds a guide from a district file, already reviewed by whoever made the file; nothing if its code is known. One in
     * which the rules find errors stays a draft.
     */
    public void load(String code, long cellId, boolean demonstration, GuideContent content) {
        if (guides.itemByCode(code) != null) {
            return;
        }
        long guideId = drafts.insert(FileActor.AUTHOR, code, cellId, demonstration, content, "从地区文件导入");
        var item = lifecycle.hold(guideId);
        var draft = lifecycle.coming(guideId);
        var errors = errors(findings.of(draft.id()));
        if (!errors.isEmpty()) {
            log.warn("guide {} of the district file stays a draft: {}", code, errors);
            audit.record(FileActor.LOADER, cellId, "guide.load", "guide:" + guideId, "从地区文件导入，有错误，留作草稿");
            return;
        }
        guides.submit(draft.id(), draft.edits(), FileActor.AUTHOR.actorKey());
        lifecycle.record(draft.id(), GuideStatus.DRAFT, GuideStatus.REVIEW, FileActor.AUTHOR, "从地区文件导入");
        approve(FileActor.LOADER, item, lifecycle.coming(guideId), draft.edits(), content);
        audit.record(FileActor.LOADER, cellId, "guide.load", "guide:" + guideId, "从地区文件导入并发布");
    }

    private GuideStatus approve(
            Actor publisher, GuideItem item, GuideVersion version, int edits, GuideContent content) {
        var today = LocalDate.ofInstant(clock.instant(), Time.CHINA);
        var last = content.upkeep().effectiveTo();
        if (last != null && last.isBefore(today)) {
            throw new Over();
        }
        var status = content.upkeep().effectiveFrom().isAfter(today) ? GuideStatus.SCHEDULED : GuideStatus.PUBLISHED;
        if (status == GuideStatus.PUBLISHED) {
            lifecycle.supersede(item, version, publisher);
        }
        if (guides.approve(version.id(), edits, status, publisher.actorKey(), content.digest(), clock.instant()) == 0) {
            throw new Drafts.ChangedMeanwhile();
        }
        lifecycle.record(version.id(), GuideStatus.REVIEW, status, publisher, "审核通过");
        if (status == GuideStatus.PUBLISHED) {
            lifecycle.wentLive(item, version);
        }
        return status;
    }

    private static BeforePublishing.Words words(GuideContent content) {
        return new BeforePublishing.Words(
                content.words().aliases(),
                content.faqs().stream().map(Faq::question).toList());
    }

    private static void requireNoErrors(List<Finding> found) {
        if (Lint.errors(found) > 0) {
            throw new HasErrors(Lint.errors(found), errors(found));
        }
    }

    private static String errors(List<Finding> found) {
        return found.stream()
                .limit(Lint.errors(found))
                .limit(MOST_SAID)
                .map(Finding::sentence)
                .collect(Collectors.joining());
    }

    /** Who made a district file, and the programme that loads it. */
    private enum FileActor implements Actor {
        AUTHOR,
        LOADER;

        @Override
        public String actorKey() {
            return this == AUTHOR ? "district-file:author" : "district-file:loader";
        }
    }

    public static final class WrittenByPublisher extends Refusal {
        WrittenByPublisher() {
            super(HttpStatus.CONFLICT, "guide-own-draft", "您参与编写了这份草稿，请由另一位同事审核发布。");
        }
    }

    public static final class HasErrors extends Refusal {
        HasErrors(int number, String sentences) {
            super(HttpStatus.CONFLICT, "guide-has-errors", "还有 %d 处错误要改：%s".formatted(number, sentences));
        }
    }

    public static final class Over extends Refusal {
        Over() {
            super(HttpStatus.CONFLICT, "guide-over", "失效日期已经过了，请改失效日期再发布。");
        }
    }

    public static final class NothingPublished extends Refusal {
        NothingPublished() {
            super(HttpStatus.CONFLICT, "nothing-published", "这份指南现在没有发布的版本，不用停用。");
        }
    }
}
