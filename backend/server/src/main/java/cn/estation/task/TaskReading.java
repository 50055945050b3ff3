package cn.estation.task;

import cn.estation.identity.Members;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What can be claimed, and in one phrase why something cannot. */
@Service
class TaskReading {

    /** The most claims one person can have within the span of a page. */
    private static final int MOST = 500;

    /**
     * A task as one person sees it.
     *
     * @param obstacle why this person cannot claim it, absent if they can
     */
    record Seen(
            VolunteerTask task,
            @Nullable ClaimStatus mine,
            @Nullable String obstacle) {}

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Members members;
    private final Clock clock;

    TaskReading(TaskMapper tasks, ClaimMapper claims, Members members, Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.members = members;
        this.clock = clock;
    }

    /** The published tasks of a community, newest first; with the reader's own obstacles if somebody is signed in. */
    Page<Seen> published(long communityId, @Nullable Long residentId, PageQuery query) {
        var page = Page.of(tasks.published(communityId, query.before(), query.limit()), query, VolunteerTask::id);
        var viewer = viewer(residentId, page.items());
        return page.map(task -> seen(task, viewer));
    }

    /** @throws NotFound if there is no such task, or only a draft of it */
    Seen one(long taskId, @Nullable Long residentId) {
        var task = tasks.find(taskId)
                .filter(found -> found.status() != TaskStatus.DRAFT)
                .orElseThrow(NotFound::new);
        return seen(task, viewer(residentId, List.of(task)));
    }

    private @Nullable Viewer viewer(@Nullable Long residentId, List<VolunteerTask> shown) {
        if (residentId == null || shown.isEmpty()) {
            return null;
        }
        var start = shown.stream()
                .map(VolunteerTask::startsAt)
                .min(Instant::compareTo)
                .orElseThrow();
        var end = shown.stream()
                .map(VolunteerTask::endsAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return new Viewer(members.activeOf(residentId).orElse(null), claims.between(residentId, start, end, MOST));
    }

    private Seen seen(VolunteerTask task, @Nullable Viewer viewer) {
        var mine = viewer == null ? null : viewer.statusIn(task);
        return new Seen(task, mine, obstacle(task, viewer, mine));
    }

    private @Nullable String obstacle(VolunteerTask task, @Nullable Viewer viewer, @Nullable ClaimStatus mine) {
        if (task.status() == TaskStatus.CANCELLED) {
            return "已取消";
        }
        if (mine != null) {
            return mine.title();
        }
        if (task.status() == TaskStatus.SETTLED || task.endedAt(clock.instant())) {
            return "已结束";
        }
        if (viewer != null && !viewer.isMemberOf(task.communityId())) {
            return "未报到";
        }
        if (task.full()) {
            return "已满";
        }
        return viewer != null && viewer.isBusyDuring(task) ? "时间冲突" : null;
    }

    private record Viewer(Members.@Nullable Membership membership, List<ClaimMapper.Held> claims) {

        @Nullable ClaimStatus statusIn(VolunteerTask task) {
            return claims.stream()
                    .filter(claim -> claim.taskId() == task.id())
                    .map(ClaimMapper.Held::status)
                    .findFirst()
                    .orElse(null);
        }

        boolean isMemberOf(long communityId) {
            return membership != null && membership.communityId() == communityId;
        }

        boolean isBusyDuring(VolunteerTask task) {
            return claims.stream().anyMatch(claim -> claim.overlaps(task));
        }
    }
}
