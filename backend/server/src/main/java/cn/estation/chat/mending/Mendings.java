package cn.estation.chat.mending;

import cn.estation.audit.AuditTrail;
import cn.estation.guide.BeforePublishing;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with questions that were missed: propose how to answer them, have somebody else approve it, or dismiss
 * them. Words for a guide go into the guide's draft, which is published there, and not before they were approved here.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Mendings implements BeforePublishing {

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
     * Approves what somebody else proposed, once it was tried on old questions and the reviewer has seen what came of it.
     * A standing answer and synonyms hold from now on, and everybody who asked is told; words for a guide hold when the
     * guide is published with them, and before that it is not.
     *
     * @param seen the stamp of the trial that the reviewer was shown
     * @param reason why good answers may change; not needed where none does
     * @throws NotFound if it is not theirs
     * @throws OwnProposal if they proposed it themselves
     * @throws NotReplayed if exactly this was not tried on old questions yet, or longer than a week ago
     * @throws NotSeen if it was tried again since they looked
     * @throws BadInput if good answers change and no reason is given
     * @throws DoneMeanwhile if somebody else decided on it
     */
    void approve(Staff staff, long id, String seen, String reason) {
        var mending = hold(staff, id);
        require(mending, MendingStatus.PROPOSED);
        if (mending.author().equals(staff.actorKey())) {
            throw new OwnProposal();
        }
        if (!mending.isReplayed(clock.instant())) {
            throw new NotReplayed();
        }
        if (!mending.stamp().equals(seen)) {
            throw new NotSeen();
        }
        var why = mending.changed() == 0 ? "审核通过" : changing(mending, reason);
        if (mending.kind().inGuide()) {
            clear(staff, mending, why);
        } else {
            goLive(staff, mending, why);
        }
        audit.record(
                staff,
                mending.cellId(),
                "miss.approve",
                "mending:" + id,
                "审核通过：" + mending.kind().title());
    }

    private static String changing(Mending mending, String reason) {
        if (reason.isBlank()) {
            throw new BadInput("有 %d 种原来答得上的问法答案会变，请写明为什么可以，2 到 200 个字。".formatted(mending.changed()));
        }
        return reason(reason);
    }

    private void clear(Staff staff, Mending mending, String why) {
        if (mendings.clear(mending.id(), staff.actorKey(), mending.fingerprint()) == 0) {
            throw new DoneMeanwhile();
        }
        move(mending.id(), MendingStatus.PROPOSED, MendingStatus.CLEARED, staff, why);
    }

    private void goLive(Staff staff, Mending mending, String why) {
        if (mending.kind() == MendingKind.SYNONYM) {
            wordbook.addSynonyms(staff, mending);
        } else {
            supersede(mending, staff);
        }
        var now = clock.instant();
        if (mendings.live(mending.id(), staff.actorKey(), mending.fingerprint(), now) == 0) {
            throw new DoneMeanwhile();
        }
        move(mending.id(), MendingStatus.PROPOSED, MendingStatus.LIVE, staff, why);
        tellAskers(mending, now);
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

    /**
     * Sends it back to whoever proposed it; the questions are to be done again, and what was written into a guide's draft
     * is taken out of it.
     *
     * @throws NotFound if it is not theirs
     * @throws BadInput if no reason is given
     * @throws DoneMeanwhile if somebody else decided on it
     */
    void returned(Staff staff, long id, String reason) {
        var mending = hold(staff, id);
        var why = reason(reason);
        if (!mending.status().next().contains(MendingStatus.RETURNED)
                || mendings.to(id, mending.status(), MendingStatus.RETURNED) == 0) {
            throw new DoneMeanwhile();
        }
        wordbook.takeBack(staff, mending);
        move(id, mending.status(), MendingStatus.RETURNED, staff, why);
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

    @Override
    public void check(long guideId, BeforePublishing.Words words) {
        mendings.holdOfGuide(guideId, MendingStatus.PROPOSED).stream()
                .filter(mending -> wordbook.isAmong(words, mending))
                .findFirst()
                .ifPresent(mending -> {
                    throw new NotCleared(mending);
                });
    }

    /** What was written into a draft and cleared holds from the moment the draft is published with it. */
    @EventListener
    void on(GuidePublished event) {
        var now = clock.instant();
        var publisher = wordbook.publisher(event.versionId());
        mendings.holdOfGuide(event.guideId(), MendingStatus.CLEARED).stream()
                .filter(mending -> wordbook.holds(event.guideId(), mending))
                .filter(mending -> mendings.liveWithGuide(mending.id(), now) == 1)
                .forEach(mending -> {
                    move(mending.id(), MendingStatus.CLEARED, MendingStatus.LIVE, () -> publisher, "随指南发布");
                    tellAskers(mending, now);
                });
    }

    private void tellAskers(Mending mending, Instant now) {
        var communities = shares.holdShares(mending.id());
        var group = mending.groupId();
        if (group != null && !communities.isEmpty()) {
            shares.due(group, mending.id(), communities, now);
            shares.answered(mending.id());
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
                null,
                null,
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
            super(HttpStatus.CONFLICT, "not-replayed", "还没有用最近三十天的问题试过这些内容，或者是一周以前试的。请再试一遍，看过结果再审核。");
        }
    }

    static final class DoneMeanwhile extends Refusal {
        DoneMeanwhile() {
            super(HttpStatus.CONFLICT, "done-meanwhile", "刚才已经有人处理过了，请刷新后再看。");
        }
    }

    static final class NotSeen extends Refusal {
        NotSeen() {
            super(HttpStatus.CONFLICT, "replay-not-seen", "重放的结果有更新，请看过最新的结果再审核。");
        }
    }

    static final class NotCleared extends Refusal {
        NotCleared(Mending mending) {
            super(
                    HttpStatus.CONFLICT,
                    "mending-not-cleared",
                    "草稿里有为未答问题写的内容（%s），还没有人看过重放。请先到“答复审核”审核那一条，再发布。"
                            .formatted(mending.kind().title()));
        }
    }
}
