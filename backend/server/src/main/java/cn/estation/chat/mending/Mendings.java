package cn.estation.chat.mending;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.GuidePublished;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Jobs;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with questions that were missed: propose how to answer them, have somebody else approve it, or dismiss
 * them. Words for a guide go into the guide's draft and are reviewed there; everything else is reviewed here.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Mendings {

    private final MendingMapper mendings;
    private final TellingMapper shares;
    private final MissScope scope;
    private final Wordbook wordbook;
    private final Authority authority;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final Ids ids;
    private final Clock clock;

    Mendings(
            MendingMapper mendings,
            TellingMapper shares,
            MissScope scope,
            Wordbook wordbook,
            Authority authority,
            AuditTrail audit,
            Jobs jobs,
            Ids ids,
            Clock clock) {
        this.mendings = mendings;
        this.shares = shares;
        this.scope = scope;
        this.wordbook = wordbook;
        this.authority = authority;
        this.audit = audit;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Proposes an answer to a group, and starts trying it on the questions of the last thirty days.
     *
     * @return the mending's id
     * @throws Authority.NotAllowed if no role of theirs answers misses
     * @throws NotFound if group, office or guide are not theirs
     * @throws BadInput if something is missing or too long
     */
    long propose(Staff staff, long groupId, Proposal typed) {
        var proposal = typed.checked();
        scope.office(staff, proposal.cellId());
        requireShare(staff, groupId);
        long id = ids.next();
        var draft = wordbook.write(staff, proposal);
        mendings.insert(row(id, groupId, proposal, draft, staff));
        move(id, null, MendingStatus.PROPOSED, staff, proposal.kind().title());
        shares.take(groupId, id, scope.heardBy(proposal.cellId()));
        audit.record(
                staff,
                proposal.cellId(),
                "miss.propose",
                "mending:" + id,
                proposal.kind().title());
        replay(id, staff);
        return id;
    }

    /** Tries it on the questions of the last thirty days once more. */
    void replayAgain(Staff staff, long id) {
        var mending = hold(staff, id);
        require(mending, MendingStatus.PROPOSED);
        replay(id, staff);
    }

    private void replay(long id, Staff staff) {
        mendings.replaying(id, jobs.start(Replaying.KIND, staff));
    }

    /**
     * Approves what somebody else proposed: it holds from now on, and everybody who asked is told.
     *
     * @param edits the number of savings the reviewer had read
     * @throws NotFound if it is not theirs
     * @throws OwnProposal if they proposed it themselves
     * @throws NotReplayed if it was not tried on old questions yet
     * @throws DoneMeanwhile if somebody else decided on it
     * @throws ReviewedInGuide if it is published with its guide
     */
    void approve(Staff staff, long id, int edits) {
        var mending = hold(staff, id);
        require(mending, MendingStatus.PROPOSED);
        if (mending.kind().inGuide()) {
            throw new ReviewedInGuide();
        }
        if (mending.author().equals(staff.actorKey())) {
            throw new OwnProposal();
        }
        if (!mending.isReplayed()) {
            throw new NotReplayed();
        }
        if (mending.kind() == MendingKind.SYNONYM) {
            wordbook.addSynonyms(staff, mending.wordList());
        } else {
            supersede(mending, staff);
        }
        goLive(mending, edits, staff.actorKey(), staff);
        audit.record(
                staff,
                mending.cellId(),
                "miss.approve",
                "mending:" + id,
                "审核通过：" + mending.kind().title());
    }

    /** An earlier standing answer to the same group for the same office gives way. */
    private void supersede(Mending next, Staff staff) {
        var group = next.groupId();
        if (group == null) {
            return;
        }
        mendings.ofGroup(group).stream()
                .filter(earlier -> earlier.kind() == MendingKind.STANDING
                        && earlier.status() == MendingStatus.LIVE
                        && earlier.cellId() == next.cellId())
                .forEach(earlier -> {
                    if (mendings.to(earlier.id(), MendingStatus.LIVE, MendingStatus.SUPERSEDED) == 1) {
                        move(
                                earlier.id(),
                                MendingStatus.LIVE,
                                MendingStatus.SUPERSEDED,
                                staff,
                                "由第 " + next.number() + " 版取代");
                    }
                });
    }

    /** Sends it back to whoever proposed it; the questions are to be done again. */
    void returned(Staff staff, long id, String reason) {
        var mending = hold(staff, id);
        require(mending, MendingStatus.PROPOSED);
        if (mendings.to(id, MendingStatus.PROPOSED, MendingStatus.RETURNED) == 0) {
            throw new DoneMeanwhile();
        }
        move(id, MendingStatus.PROPOSED, MendingStatus.RETURNED, staff, reason(reason));
        shares.giveBack(id);
        audit.record(staff, mending.cellId(), "miss.return", "mending:" + id, "退回处理");
    }

    /** Takes a standing answer away: it is not said any more. What was told stays told. */
    void withdraw(Staff staff, long id, String reason) {
        var mending = hold(staff, id);
        if (mending.kind() != MendingKind.STANDING) {
            throw new BadInput("只有固定答复可以在这里撤下；指南和同义词请到各自的页面改。");
        }
        if (mendings.to(id, MendingStatus.LIVE, MendingStatus.WITHDRAWN) == 0) {
            throw new DoneMeanwhile();
        }
        move(id, MendingStatus.LIVE, MendingStatus.WITHDRAWN, staff, reason(reason));
        audit.record(staff, mending.cellId(), "miss.withdraw", "mending:" + id, "撤下固定答复");
    }

    /** Says that nothing is to be done about a group, in the communities of this member of staff. */
    void dismiss(Staff staff, long groupId, String reason) {
        var communities = requireShare(staff, groupId);
        var why = reason(reason);
        shares.dismissAsks(groupId, communities, clock.instant());
        if (shares.dismiss(groupId, why, communities) == 0) {
            throw new DoneMeanwhile();
        }
        long cell = communities.stream().filter(id -> id > 0).findFirst().orElse(0L);
        audit.record(staff, cell, "miss.dismiss", "question-group:" + groupId, "不处理，理由：" + masked(why));
    }

    /** What was written into a draft holds from the moment the draft is published with it. */
    @EventListener
    void on(GuidePublished event) {
        mendings.holdProposed(event.guideId()).stream()
                .filter(mending -> wordbook.holds(event.guideId(), mending))
                .forEach(mending -> {
                    var reviewer = wordbook.publisher(event.versionId());
                    goLive(mending, mending.edits(), reviewer, () -> reviewer);
                });
    }

    private void goLive(Mending mending, int edits, String reviewer, Actor by) {
        long id = mending.id();
        var now = clock.instant();
        if (mendings.live(id, edits, reviewer, mending.fingerprint(), now) == 0) {
            throw new DoneMeanwhile();
        }
        move(id, MendingStatus.PROPOSED, MendingStatus.LIVE, by, "审核通过");
        var communities = shares.holdShares(id);
        var group = mending.groupId();
        if (group != null && !communities.isEmpty()) {
            shares.due(group, id, communities, now);
            shares.answered(id);
        }
    }

    private Mending hold(Staff staff, long id) {
        authority.require(staff, Permission.ANSWER_MISSES);
        var mending = mendings.hold(id);
        if (mending == null) {
            throw new NotFound();
        }
        scope.require(staff, mending);
        return mending;
    }

    private static void require(Mending mending, MendingStatus status) {
        if (mending.status() != status) {
            throw new DoneMeanwhile();
        }
    }

    /** @throws NotFound if nobody of their communities asked anything of this group */
    private List<Long> requireShare(Staff staff, long groupId) {
        var communities = scope.communities(staff, Permission.ANSWER_MISSES);
        if (!shares.isAskedIn(groupId, communities)) {
            throw new NotFound();
        }
        return communities;
    }

    private void move(long id, @Nullable MendingStatus from, MendingStatus to, Actor actor, String reason) {
        mendings.move(ids.next(), id, from, to, actor.actorKey(), reason, clock.instant());
    }

    private Mending row(long id, long groupId, Proposal proposal, @Nullable Long draft, Staff staff) {
        return new Mending(
                id,
                groupId,
                proposal.cellId(),
                proposal.kind(),
                MendingStatus.PROPOSED,
                1 + earlier(groupId, proposal),
                1,
                proposal.guideId(),
                draft,
                proposal.question(),
                proposal.words(),
                proposal.answer(),
                staff.actorKey(),
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                clock.instant(),
                null);
    }

    private int earlier(long groupId, Proposal proposal) {
        return proposal.kind() != MendingKind.STANDING
                ? 0
                : (int) mendings.ofGroup(groupId).stream()
                        .filter(one -> one.kind() == MendingKind.STANDING && one.cellId() == proposal.cellId())
                        .count();
    }

    private static String reason(String typed) {
        var reason = typed.strip();
        if (reason.length() < 2 || reason.length() > 200 || !CleanText.isClean(reason)) {
            throw new BadInput("请写明理由，2 到 200 个字。");
        }
        return reason;
    }

    private static String masked(String reason) {
        return reason.replaceAll("\\d{5,}", "*****");
    }

    static final class OwnProposal extends Refusal {
        OwnProposal() {
            super(HttpStatus.CONFLICT, "own-proposal", "这是您自己写的，请由另一位同事审核。");
        }
    }

    static final class NotReplayed extends Refusal {
        NotReplayed() {
            super(HttpStatus.CONFLICT, "not-replayed", "还没有用最近三十天的问题试过，请等重放做完再审核。");
        }
    }

    static final class DoneMeanwhile extends Refusal {
        DoneMeanwhile() {
            super(HttpStatus.CONFLICT, "done-meanwhile", "刚才已经有人处理过了，请刷新后再看。");
        }
    }

    static final class ReviewedInGuide extends Refusal {
        ReviewedInGuide() {
            super(HttpStatus.CONFLICT, "reviewed-in-guide", "这些内容写在指南的草稿里，请到指南页面审核发布，发布后自动生效。");
        }
    }
}
