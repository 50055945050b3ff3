package cn.estation.guide.version;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.guide.Circumstance;
import cn.estation.guide.content.Document;
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
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What staff do while a guide is being written. Each saving is read by the rules, and what they find is kept. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Drafts {

    private static final EnumSet<CellKind> SCOPES =
            EnumSet.of(CellKind.DISTRICT, CellKind.SUBDISTRICT, CellKind.COMMUNITY);

    private final GuideMapper guides;
    private final Contents contents;
    private final Findings findings;
    private final Lifecycle lifecycle;
    private final EditLocks locks;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Drafts(
            GuideMapper guides,
            Contents contents,
            Findings findings,
            Lifecycle lifecycle,
            EditLocks locks,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.guides = guides;
        this.contents = contents;
        this.findings = findings;
        this.lifecycle = lifecycle;
        this.locks = locks;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Starts an item with the first draft of its guide and returns the item's id.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if the place is not theirs
     * @throws BadInput if guides are not kept for places of this kind, or short names in it are not unique
     */
    public long create(Staff staff, long cellId, GuideContent content) {
        return create(staff, "G-" + Codes.next(), cellId, content);
    }

    /** The same for an item that has a code already, for example the national one. */
    public long create(Staff staff, String code, long cellId, GuideContent content) {
        authority.require(staff, Permission.EDIT_GUIDES, cellId);
        long guideId = insert(staff, code, cellId, false, content, "新建草稿");
        audit.record(staff, cellId, "guide.create", "guide:" + guideId, "新建办事指南草稿");
        return guideId;
    }

    /**
     * Opens a draft of the next version with the words of the latest one; the draft that is already open, if there is one.
     *
     * @throws Authority.NotAllowed if no role of theirs edits guides
     * @throws NotFound if there is no such guide, or it is not theirs
     */
    public void start(Staff staff, long guideId) {
        var item = lifecycle.hold(staff, guideId);
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
     * @throws EditLocks.HeldByOther if somebody else is editing it, or has taken it over
     * @throws ChangedMeanwhile if somebody saved, submitted or published it since
     * @throws BadInput if short names in it are not unique
     */
    public void save(Staff staff, long guideId, int edits, GuideContent content) {
        var item = lifecycle.hold(staff, guideId);
        locks.require(staff, guideId);
        requireUnique(content);
        var draft = lifecycle.coming(guideId);
        if (guides.saveDraft(draft.id(), edits, content, staff.actorKey()) == 0) {
            throw new ChangedMeanwhile();
        }
        contents.replace(draft.id(), content);
        findings.renew(draft.id(), content);
        lifecycle.record(draft.id(), GuideStatus.DRAFT, GuideStatus.DRAFT, staff, "保存草稿");
        audit.record(staff, item.cellId(), "guide.save", "guide:" + guideId, "保存办事指南草稿");
    }

    /** A draft as it was just written: whoever finds other edits later knows that somebody else wrote it since. */
    public record Written(long guideId, long versionId, int edits) {}

    /**
     * Starts an item with the first draft of its guide, from a file that somebody confirmed.
     *
     * @throws BadInput if guides are not kept for places of this kind, or short names in it are not unique
     */
    public Written importNew(Actor author, String code, long cellId, GuideContent content) {
        return written(insert(author, code, cellId, false, content, "从文件导入"));
    }

    /**
     * Keeps an item to this transaction, so that nobody begins to edit it, saves it or publishes it meanwhile.
     *
     * @return who is editing it; nobody as a rule
     * @throws NotFound if there is no such item
     */
    public Optional<EditLocks.Lock> holdToImport(long guideId) {
        lifecycle.hold(guideId);
        return locks.now(guideId);
    }

    /**
     * Writes the words of a file into the draft, or into a new one if there is none.
     *
     * @throws NotFound if there is no such item
     * @throws ChangedMeanwhile if its next version is being reviewed or waits for its day
     * @throws BadInput if short names in it are not unique
     */
    public Written importChange(Actor author, long guideId, GuideContent content) {
        lifecycle.hold(guideId);
        requireUnique(content);
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
        findings.renew(draft.id(), content);
        lifecycle.record(draft.id(), GuideStatus.DRAFT, GuideStatus.DRAFT, author, "从文件更新");
        return written(guideId);
    }

    private Written written(long guideId) {
        var draft = lifecycle.coming(guideId);
        return new Written(guideId, draft.id(), draft.edits());
    }

    /** Inserts an item and its first draft for whoever may. */
    long insert(Actor author, String code, long cellId, boolean demonstration, GuideContent content, String reason) {
        if (!SCOPES.contains(grid.cell(cellId).kind())) {
            throw new BadInput("办事指南的适用范围只能是区、街道或社区。");
        }
        requireUnique(content);
        long guideId = ids.next();
        guides.insertItem(
                new GuideItem(guideId, code, content.title(), cellId, demonstration, 0, null, null, clock.instant()));
        insertDraft(author, guideId, 1, content, reason);
        return guideId;
    }

    private void insertDraft(Actor author, long guideId, int number, GuideContent content, String reason) {
        long versionId = ids.next();
        guides.insertDraft(versionId, guideId, number, content, author.actorKey(), clock.instant());
        contents.replace(versionId, content);
        findings.renew(versionId, content);
        lifecycle.record(versionId, null, GuideStatus.DRAFT, author, reason);
    }

    /** What the tables could not hold. The rules say it too, with the place; this is for those who did not ask them. */
    private static void requireUnique(GuideContent content) {
        requireUnique(content.documents().stream().map(Document::id).toList(), "材料的短名");
        requireUnique(content.circumstances().stream().map(Circumstance::id).toList(), "情形的短名");
        content.circumstances()
                .forEach(question -> requireUnique(
                        question.options().stream().map(Circumstance.Option::id).toList(), "选项的短名"));
        requireUnique(content.about().topics(), "主题");
        requireUnique(content.upkeep().tags(), "标签");
    }

    private static void requireUnique(Collection<?> names, String what) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new BadInput(what + "有重复，请改成不同的。");
        }
    }

    public static final class ChangedMeanwhile extends Refusal {
        ChangedMeanwhile() {
            super(HttpStatus.CONFLICT, "guide-changed", "这份草稿刚被别人保存、提交或发布，请刷新后核对再提交。");
        }
    }
}
