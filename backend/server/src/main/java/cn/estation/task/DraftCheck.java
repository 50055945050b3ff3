package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a draft has to keep to before it is written: its times follow each other, its places are in the tree. */
@Component
class DraftCheck {

    static final int LONGEST_SERIES = 60;
    static final Duration LONGEST = Duration.ofHours(24);

    private final Grid grid;
    private final Clock clock;

    DraftCheck(Grid grid, Clock clock) {
        this.grid = grid;
        this.clock = clock;
    }

    /**
     * @throws BadInput if the times or numbers make no sense, or a wish is for several
     * @throws NotFound if the part of the community or the organisation it names is not there
     */
    void require(TaskDraft draft) {
        refuseBadTimes(draft);
        refuseBadTerms(draft, draft.terms());
        if (draft.kind() == TaskKind.WISH) {
            refuseSeveral(draft);
        }
    }

    /**
     * The same for a task that is written already. It stays in its community: what it names was looked for there, and there
     * alone whoever writes it was found to be allowed to.
     *
     * @throws BadInput as for a new one, if the draft names another community, or if a resident's wish would be for several
     * @throws NotFound as for a new one
     */
    void require(TaskDraft draft, VolunteerTask task) {
        if (draft.communityId() != task.communityId()) {
            throw new BadInput("任务不能换社区，请到那个社区另发布一项。");
        }
        require(draft);
        // Who asked for it judges the one member who came, whatever kind of work staff took it for.
        if (task.servedResidentId() != null) {
            refuseSeveral(draft);
        }
    }

    /** @throws BadInput if one of its times is over already, so that it would be called off or closed at once */
    void refusePassed(VolunteerTask task) {
        var passed = task.passed(clock.instant());
        if (passed != null) {
            throw new BadInput(passed);
        }
    }

    private static void refuseSeveral(TaskDraft draft) {
        if (draft.places() != 1) {
            throw new BadInput("微心愿由一名党员认领，名额填 1。");
        }
    }

    private void refuseBadTimes(TaskDraft draft) {
        if (!draft.endsAt().isAfter(draft.startsAt())) {
            throw new BadInput("结束时间应晚于开始时间。");
        }
        if (Duration.between(draft.startsAt(), draft.endsAt()).compareTo(LONGEST) > 0) {
            throw new BadInput("一项任务最长 24 小时，更长的请分成几项。");
        }
        if (!draft.endsAt().isAfter(clock.instant())) {
            throw new BadInput("任务时间已经过去，请重新填写。");
        }
    }

    private void refuseBadTerms(TaskDraft draft, TaskDraft.Terms terms) {
        if (terms.minimum() < 0 || terms.minimum() > draft.places()) {
            throw new BadInput("最少人数不能多于名额。");
        }
        if (!CleanText.isClean(terms.contact())) {
            throw new BadInput("联系方式里有不能保存的字符。");
        }
        refuseUnlessBefore(terms.minimumAt(), draft.startsAt(), "人数不足自动取消的时间应在任务开始前。");
        refuseUnlessBefore(terms.claimFrom(), draft.endsAt(), "开始认领的时间应在任务结束前。");
        refuseUnlessBefore(terms.withdrawUntil(), draft.startsAt().plusMillis(1), "放弃的截止时间应在任务开始前。");
        refuseUnlessBefore(terms.claimUntil(), draft.endsAt().plusMillis(1), "认领截止时间不能晚于任务结束。");
        if (terms.claimFrom() != null
                && terms.claimUntil() != null
                && !terms.claimUntil().isAfter(terms.claimFrom())) {
            throw new BadInput("认领截止时间应晚于开始认领的时间。");
        }
        var community = grid.community(draft.communityId());
        Long part = terms.cellId();
        if (part != null && !community.contains(grid.cell(part))) {
            throw new BadInput("所选网格不在这个社区里。");
        }
        Long top = terms.audienceCellId();
        if (terms.audience() != Audience.COMMUNITY
                && (top == null || !grid.cell(top).contains(community))) {
            throw new BadInput("认领范围应是本社区的上级组织。");
        }
    }

    private static void refuseUnlessBefore(@Nullable Instant moment, Instant limit, String sentence) {
        if (moment != null && !moment.isBefore(limit)) {
            throw new BadInput(sentence);
        }
    }
}
