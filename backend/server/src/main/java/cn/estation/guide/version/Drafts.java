package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.guide.GuidePublished;
import cn.estation.guide.GuideSuspended;
import cn.estation.guide.content.GuideContent;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with guides: write, have somebody else publish, suspend.
 *
 * <p>Four eyes without exception: whoever saved a draft even once cannot publish it, whatever the role. A community with
 * one editor asks the director or the subdistrict; the law wants a reviewer for what is published (互联网政务应用安全管理规定).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Drafts {

    private static final EnumSet<CellKind> SCOPES =
            EnumSet.of(CellKind.DISTRICT, CellKind.SUBDISTRICT, CellKind.COMMUNITY);

    private final GuideMapper guides;
    private final Contents contents;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Drafts(
            GuideMapper guides,
            Contents contents,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.guides = guides;
        this.contents = contents;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Starts an item with the first draft of its guide and returns the item's id.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if the place is not theirs
     * @throws BadInput if guides are not kept for places of this kind
     */
    public long create(Staff staff, long cellId, GuideContent content) {
        authority.require(staff, Permission.EDIT_GUIDES, cellId);
        long guideId = insertItem("G-" + Codes.next(), content.title(), cellId, false);
        insertDraft(staff, guideId, 1, content, "新建草稿");
        audit.record(staff, cellId, "guide.create", "guide:" + guideId, "新建办事指南草稿");
        return guideId;
    }

    /**
     * Opens a draft of the next version with the words of the live one; the draft that is already open, if there is one.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public void startDraft(Staff staff, long guideId) {
        var item = hold(staff, guideId);
        if (guides.coming(guideId) != null) {
            return;
        }
        var latest = guides.versions(guideId).getFirst();
        insertDraft(staff, guideId, latest.number() + 1, contents.of(latest.id()), "从第 " + latest.number() + " 版起草");
        audit.record(staff, item.cellId(), "guide.draft", "guide:" + guideId, "起草新版");
    }

    /**
     * Saves the draft.
     *
     * @param edits the number of savings the writer had seen
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no draft, or it is not theirs
     * @throws ChangedMeanwhile if somebody else saved or published it since
     */
    public void saveDraft(Staff staff, long guideId, int edits, GuideContent content) {
        var item = hold(staff, guideId);
        var draft = draft(guideId);
        if (guides.saveDraft(draft.id(), edits, content, staff.actorKey()) == 0) {
            throw new ChangedMeanwhile();
        }
        contents.replace(draft.id(), content);
        move(draft.id(), GuideStatus.DRAFT, GuideStatus.DRAFT, staff, "保存草稿");
        audit.record(staff, item.cellId(), "guide.save", "guide:" + guideId, "保存办事指南草稿");
    }

    /**
     * Makes the draft the version that residents see; the one before is superseded in the same moment.
     *
     * @param edits the number of savings the reviewer had read
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no draft, or it is not theirs
     * @throws WrittenByPublisher if they wrote any of it themselves
     * @throws ChangedMeanwhile if it was saved or published since they read it
     * @throws NotComplete if something residents need is missing, or it holds only from a later day
     */
    public void publish(Staff staff, long guideId, int edits) {
        var item = hold(staff, guideId);
        var draft = draft(guideId);
        if (guides.wrote(draft.id(), staff.actorKey())) {
            throw new WrittenByPublisher();
        }
        var content = contents.of(draft.id());
        requireComplete(content);
        publish(staff, item, draft, edits, content);
        audit.record(staff, item.cellId(), "guide.publish", "guide:" + guideId, "发布第 " + draft.number() + " 版");
    }

    /**
     * Takes the published version from sight until a new version is published.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if it is not theirs
     * @throws NothingPublished if there is no published version to take away
     */
    public void suspend(Staff staff, long guideId, String reason) {
        var item = hold(staff, guideId);
        var version = guides.published(guideId);
        if (version == null || guides.suspend(version.id()) == 0) {
            throw new NothingPublished();
        }
        move(version.id(), GuideStatus.PUBLISHED, GuideStatus.SUSPENDED, staff, reason);
        showChange(guideId, item.name());
        audit.record(staff, item.cellId(), "guide.suspend", "guide:" + guideId, "停用第 " + version.number() + " 版");
        events.publishEvent(new GuideSuspended(guideId, version.id()));
    }

    /** Adds a guide from a district file, already reviewed by whoever made the file; nothing if its code is known. */
    public void load(String code, long cellId, boolean demonstration, GuideContent content) {
        if (guides.itemByCode(code) != null) {
            return;
        }
        requireComplete(content);
        long guideId = insertItem(code, content.title(), cellId, demonstration);
        insertDraft(FileActor.AUTHOR, guideId, 1, content, "从地区文件导入");
        var item = guides.holdItem(guideId);
        var draft = draft(guideId);
        publish(FileActor.LOADER, item == null ? missing() : item, draft, draft.edits(), content);
        audit.record(FileActor.LOADER, cellId, "guide.load", "guide:" + guideId, "从地区文件导入并发布");
    }

    /** A draft as it was just written: whoever finds other edits later knows that somebody else wrote it since. */
    public record Written(long guideId, long versionId, int edits) {}

    /**
     * Starts an item with the first draft of its guide, from a file that somebody confirmed.
     *
     * @throws BadInput if guides are not kept for places of this kind
     */
    public Written importNew(Actor author, String code, long cellId, GuideContent content) {
        long guideId = insertItem(code, content.title(), cellId, false);
        insertDraft(author, guideId, 1, content, "从文件导入");
        return written(guideId);
    }

    /**
     * Writes the words of a file into the draft, or into a new one if there is none.
     *
     * @throws NotFound if there is no such item
     * @throws ChangedMeanwhile if its next version is being reviewed or waits for its day
     */
    public Written importChange(Actor author, long guideId, GuideContent content) {
        if (guides.holdItem(guideId) == null) {
            throw new NotFound();
        }
        var draft = guides.coming(guideId);
        if (draft == null) {
            int number = guides.versions(guideId).getFirst().number();
            insertDraft(author, guideId, number + 1, content, "从文件导入新版");
            return written(guideId);
        }
        if (guides.saveDraft(draft.id(), draft.edits(), content, author.actorKey()) == 0) {
            throw new ChangedMeanwhile();
        }
        contents.replace(draft.id(), content);
        move(draft.id(), GuideStatus.DRAFT, GuideStatus.DRAFT, author, "从文件更新");
        return written(guideId);
    }

    private Written written(long guideId) {
        var draft = draft(guideId);
        return new Written(guideId, draft.id(), draft.edits());
    }

    private void publish(Actor publisher, GuideItem item, GuideVersion draft, int edits, GuideContent content) {
        var live = guides.live(item.id());
        if (live != null && guides.supersede(live.id(), draft.id()) == 1) {
            move(live.id(), live.status(), GuideStatus.SUPERSEDED, publisher, "由第 " + draft.number() + " 版取代");
        }
        if (guides.publish(draft.id(), edits, publisher.actorKey(), content.digest(), clock.instant()) == 0) {
            throw new ChangedMeanwhile();
        }
        move(draft.id(), draft.status(), GuideStatus.PUBLISHED, publisher, "审核发布");
        showChange(item.id(), content.title());
        events.publishEvent(new GuidePublished(item.id(), draft.id(), content.title()));
    }

    /** Gives the change its place in the order that all nodes follow. */
    private void showChange(long guideId, String name) {
        guides.nextRevision();
        guides.changed(guideId, name, guides.revision().number());
    }

    private GuideItem hold(Staff staff, long guideId) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = guides.holdItem(guideId);
        if (item == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        return item;
    }

    private GuideVersion draft(long guideId) {
        var draft = guides.coming(guideId);
        if (draft == null) {
            throw new NotFound();
        }
        return draft;
    }

    private static <T> T missing() {
        throw new NotFound();
    }

    private long insertItem(String code, String name, long cellId, boolean demonstration) {
        if (!SCOPES.contains(grid.cell(cellId).kind())) {
            throw new BadInput("办事指南的适用范围只能是区、街道或社区。");
        }
        long guideId = ids.next();
        guides.insertItem(new GuideItem(guideId, code, name, cellId, demonstration, 0, null, null, clock.instant()));
        return guideId;
    }

    private void insertDraft(Actor author, long guideId, int number, GuideContent content, String reason) {
        long versionId = ids.next();
        guides.insertDraft(versionId, guideId, number, content, author.actorKey(), clock.instant());
        contents.replace(versionId, content);
        move(versionId, null, GuideStatus.DRAFT, author, reason);
    }

    private void move(long versionId, @Nullable GuideStatus from, GuideStatus to, Actor actor, String reason) {
        guides.move(ids.next(), versionId, from, to, actor.actorKey(), reason, clock.instant());
    }

    private void requireComplete(GuideContent content) {
        if (content.about().summary().isEmpty()) {
            throw new NotComplete("请先写一段说明再发布。");
        }
        if (content.steps().isEmpty()) {
            throw new NotComplete("请先写办理流程，至少一步，再发布。");
        }
        if (content.access().place().isEmpty() && content.access().onlineUrl().isEmpty()) {
            throw new NotComplete("请先写办理地点或网上办理地址再发布。");
        }
        if (content.upkeep().effectiveFrom().isAfter(LocalDate.ofInstant(clock.instant(), Time.CHINA))) {
            throw new NotComplete("还没到生效日期，请在生效当天发布。");
        }
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

    public static final class ChangedMeanwhile extends Refusal {
        ChangedMeanwhile() {
            super(HttpStatus.CONFLICT, "guide-changed", "这份草稿刚被别人保存或发布，请刷新后核对再提交。");
        }
    }

    public static final class WrittenByPublisher extends Refusal {
        WrittenByPublisher() {
            super(HttpStatus.CONFLICT, "guide-own-draft", "您参与编写了这份草稿，请由另一位同事审核发布。");
        }
    }

    public static final class NotComplete extends Refusal {
        NotComplete(String sentence) {
            super(HttpStatus.CONFLICT, "guide-not-complete", sentence);
        }
    }

    public static final class NothingPublished extends Refusal {
        NothingPublished() {
            super(HttpStatus.CONFLICT, "nothing-published", "这份指南现在没有发布的版本，不用停用。");
        }
    }
}
