package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.task.move.BesideMoves;
import cn.estation.task.move.BesideMoves.Subject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a community wants a second person to look at tasks, that holds for changes too: what was reviewed stays as it was
 * until somebody else has approved the change. Claims stay; once it is approved the claimers are asked again.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Proposing {

    enum Status {
        PROPOSED("待审核"),
        APPROVED("已通过"),
        REJECTED("未通过"),
        WITHDRAWN("已撤回");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** A change that waits, or did. */
    record Proposal(
            long id,
            long taskId,
            long communityId,
            int baseVersion,
            String content,
            String summary,
            String reason,
            Status status,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String decision) {}

    /** Whether a change holds already or waits for somebody. */
    enum Outcome {
        LIVE,
        PROPOSED
    }

    private final ProposalMapper proposals;
    private final TaskMapper tasks;
    private final Publishing publishing;
    private final Changing changing;
    private final TaskSettings settings;
    private final Grid grid;
    private final BesideMoves moves;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Proposing(
            ProposalMapper proposals,
            TaskMapper tasks,
            Publishing publishing,
            Changing changing,
            TaskSettings settings,
            Grid grid,
            BesideMoves moves,
            AuditTrail audit,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.proposals = proposals;
        this.tasks = tasks;
        this.publishing = publishing;
        this.changing = changing;
        this.settings = settings;
        this.grid = grid;
        this.moves = moves;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Changes a published task, at once or, where the community wants that, once somebody else has approved.
     *
     * @throws NotFound if there is no such task in the staff member's communities
     * @throws Changing.NotToChange if it is not on, or has begun
     * @throws Changing.FewerThanClaimed if there would be fewer places than are taken
     * @throws BadInput if the times make no sense, it names another community, or nothing was changed
     * @throws OneWaits if another change waits to be approved
     */
    Outcome change(Staff staff, long taskId, TaskForm form, String reason) {
        var task = publishing.theirs(staff, taskId);
        if (!settings.of(task.communityId()).reviewRequired()) {
            changing.change(staff, taskId, form.draft(grid), reason);
            return Outcome.LIVE;
        }
        var held = tasks.hold(taskId);
        if (held == null) {
            throw new NotFound();
        }
        if (proposals.open(taskId) != null) {
            throw new OneWaits();
        }
        var summary = changing.check(held, form.draft(grid));
        long id = ids.next();
        proposals.insert(new Proposal(
                id,
                taskId,
                task.communityId(),
                held.version(),
                json.writeValueAsString(form),
                summary,
                reason,
                Status.PROPOSED,
                staff.actorKey(),
                clock.instant(),
                null,
                null,
                ""));
        moves.begun(staff, Subject.CHANGE, id, Status.PROPOSED);
        audit.record(staff, task.communityId(), "task.propose-change", "task:" + taskId, "提交修改待审核：" + summary);
        return Outcome.PROPOSED;
    }

    /**
     * Lets a change hold that somebody else proposed.
     *
     * @return the task
     * @throws NotFound if there is no such change in the staff member's communities
     * @throws OwnChange if the staff member proposed it
     * @throws NotWaiting if it was decided or taken back
     * @throws Overtaken if the task was changed since
     * @throws Changing.NotToChange if the task has begun or is off
     * @throws Changing.FewerThanClaimed if more places were taken since than there would be
     */
    long approve(Staff staff, long id) {
        var proposal = others(staff, id);
        decide(proposal, Status.APPROVED, staff, "");
        var task = tasks.hold(proposal.taskId());
        if (task == null || task.version() != proposal.baseVersion()) {
            throw new Overtaken();
        }
        changing.change(staff, task.id(), draft(proposal), proposal.reason());
        audit.record(
                staff,
                proposal.communityId(),
                "task.approve-change",
                "task:" + proposal.taskId(),
                "审核通过修改，提出人 " + proposal.proposedBy());
        return proposal.taskId();
    }

    private TaskDraft draft(Proposal proposal) {
        return json.readValue(proposal.content(), TaskForm.class).draft(grid);
    }

    /**
     * Leaves the task as it is, with the reason.
     *
     * @return the task
     * @throws NotFound if there is no such change in the staff member's communities
     * @throws OwnChange if the staff member proposed it
     * @throws NotWaiting if it was decided or taken back
     */
    long reject(Staff staff, long id, String reason) {
        var proposal = others(staff, id);
        decide(proposal, Status.REJECTED, staff, reason);
        audit.record(
                staff, proposal.communityId(), "task.reject-change", "task:" + proposal.taskId(), "修改未通过审核：" + reason);
        return proposal.taskId();
    }

    /**
     * Takes one's own change back.
     *
     * @return the task
     * @throws NotFound if there is no such change in the staff member's communities
     * @throws NotYours if somebody else proposed it
     * @throws NotWaiting if it was decided or taken back
     */
    long withdraw(Staff staff, long id) {
        var proposal = theirs(staff, id);
        if (!proposal.proposedBy().equals(staff.actorKey())) {
            throw new NotYours();
        }
        decide(proposal, Status.WITHDRAWN, staff, "");
        audit.record(staff, proposal.communityId(), "task.withdraw-change", "task:" + proposal.taskId(), "撤回待审核的修改");
        return proposal.taskId();
    }

    private void decide(Proposal proposal, Status to, Staff staff, String words) {
        if (proposals.decide(proposal.id(), to, staff.actorKey(), words, clock.instant()) == 0) {
            throw new NotWaiting();
        }
        moves.moved(staff, Subject.CHANGE, proposal.id(), Status.PROPOSED, to, words);
    }

    /** What waits, for the page of the task. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Proposal> waiting(long taskId) {
        return Optional.ofNullable(proposals.open(taskId));
    }

    /** What was decided, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Proposal> decided(long taskId) {
        return proposals.decided(taskId);
    }

    /** @throws NotFound if there is no such change in the staff member's communities */
    @Transactional(propagation = Propagation.SUPPORTS)
    Proposal theirs(Staff staff, long id) {
        authorise(staff);
        var proposal = proposals.find(id);
        if (proposal == null) {
            throw new NotFound();
        }
        publishing.theirs(staff, proposal.taskId());
        return proposal;
    }

    private void authorise(Staff staff) {
        if (!staff.may(cn.estation.identity.Permission.PUBLISH_TASKS)) {
            throw new cn.estation.identity.Authority.NotAllowed();
        }
    }

    private Proposal others(Staff staff, long id) {
        var proposal = theirs(staff, id);
        if (proposal.proposedBy().equals(staff.actorKey())) {
            throw new OwnChange();
        }
        return proposal;
    }

    static final class OneWaits extends Refusal {
        OneWaits() {
            super(HttpStatus.CONFLICT, "change-waits", "这个任务已有一项修改待审核，请先审核、退回或撤回它。");
        }
    }

    static final class OwnChange extends Refusal {
        OwnChange() {
            super(HttpStatus.CONFLICT, "own-change", "您提出的修改，请另一位同事审核。");
        }
    }

    static final class NotYours extends Refusal {
        NotYours() {
            super(HttpStatus.CONFLICT, "not-your-change", "这项修改由别的同事提出，您可以审核或退回它。");
        }
    }

    static final class NotWaiting extends Refusal {
        NotWaiting() {
            super(HttpStatus.CONFLICT, "change-not-waiting", "这项修改已经审核或撤回，请刷新后再看。");
        }
    }

    static final class Overtaken extends Refusal {
        Overtaken() {
            super(HttpStatus.CONFLICT, "change-overtaken", "任务在提出修改之后又改过，请退回，由提出人按现在的内容重新修改。");
        }
    }

    @Mapper
    interface ProposalMapper {

        @Insert("""
                INSERT INTO task_proposed_change (id, task_id, community_id, base_version, content, summary, reason, status,
                  proposed_by, proposed_at, decision)
                VALUES (#{id}, #{taskId}, #{communityId}, #{baseVersion}, #{content}, #{summary}, #{reason}, #{status},
                  #{proposedBy}, #{proposedAt}, #{decision})""")
        void insert(Proposal proposal);

        String COLUMNS = """
                SELECT id, task_id, community_id, base_version, content, summary, reason, status, proposed_by, proposed_at,
                  decided_by, decided_at, decision FROM task_proposed_change
                """;

        @Select(COLUMNS + "WHERE id = #{id}")
        @Nullable Proposal find(long id);

        @Select(COLUMNS + "WHERE open_task_id = #{taskId}")
        @Nullable Proposal open(long taskId);

        @Select(COLUMNS + "WHERE task_id = #{taskId} AND status <> 'PROPOSED' ORDER BY id DESC LIMIT 20")
        List<Proposal> decided(long taskId);

        @Update("""
                UPDATE task_proposed_change SET status = #{to}, decided_by = #{by}, decided_at = #{at}, decision = #{words}
                WHERE id = #{id} AND status = 'PROPOSED' AND (#{to} = 'WITHDRAWN' OR proposed_by <> #{by})""")
        int decide(long id, Status to, String by, String words, Instant at);
    }
}
