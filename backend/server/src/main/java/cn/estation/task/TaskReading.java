package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What can be claimed, and in one phrase why something cannot. */
@Service
class TaskReading {

    /** The most claims one person can have within the span of a page. */
    private static final int MOST = 500;

    private static final int MOST_NEAR = 50;
    private static final double METRES_A_DEGREE = 111_000;

    /**
     * A task as one person sees it.
     *
     * @param obstacle why this person cannot claim it, absent if they can
     * @param rule how its points are counted
     * @param unconfirmed true if it was changed since this person agreed to it
     * @param metres away, where that was asked
     */
    record Seen(
            VolunteerTask task,
            @Nullable ClaimStatus mine,
            boolean unconfirmed,
            @Nullable String obstacle,
            String rule,
            @Nullable Integer metres) {}

    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Eligibility eligibility;
    private final Worth worth;
    private final Grid grid;
    private final Clock clock;

    TaskReading(TaskMapper tasks, ClaimMapper claims, Eligibility eligibility, Worth worth, Grid grid, Clock clock) {
        this.tasks = tasks;
        this.claims = claims;
        this.eligibility = eligibility;
        this.worth = worth;
        this.grid = grid;
        this.clock = clock;
    }

    /**
     * The tasks on for people of a community, newest first; with the reader's own obstacles if somebody is signed in.
     *
     * @throws NotFound if there is no such community
     */
    Page<Seen> published(long communityId, @Nullable Long residentId, TaskMapper.Wanted wanted, PageQuery query) {
        var page = Page.of(
                tasks.open(communityId, above(communityId), wanted, query.before(), query.limit()),
                query,
                VolunteerTask::id);
        var viewer = viewer(residentId, page.items());
        return page.map(task -> seen(task, viewer, null));
    }

    /**
     * The tasks within so many kilometres that can still be done, nearest first, 50 at the most.
     *
     * @throws NotFound if there is no such community
     * @throws BadInput if the point is not on the map of China, or the radius not 1 to 50 km
     */
    List<Seen> near(long communityId, @Nullable Long residentId, double lng, double lat, int kilometres) {
        if (lng < 70 || lng > 140 || lat < 3 || lat > 55) {
            throw new BadInput("位置不在服务范围内。");
        }
        if (kilometres < 1 || kilometres > 50) {
            throw new BadInput("范围应在 1 到 50 公里之间。");
        }
        int metres = kilometres * 1000;
        double north = metres / METRES_A_DEGREE;
        double east = north / Math.cos(Math.toRadians(lat));
        var found = tasks.near(
                communityId,
                above(communityId),
                lng,
                lat,
                lng - east,
                lng + east,
                lat - north,
                lat + north,
                metres,
                clock.instant(),
                MOST_NEAR);
        var viewer = viewer(residentId, found);
        return found.stream()
                .map(task -> seen(task, viewer, distance(task, lng, lat)))
                .toList();
    }

    private static @Nullable Integer distance(VolunteerTask task, double lng, double lat) {
        var taskLng = task.longitude();
        var taskLat = task.latitude();
        return taskLng == null || taskLat == null
                ? null
                : Distance.metres(taskLng.doubleValue(), taskLat.doubleValue(), lng, lat);
    }

    private List<Long> above(long communityId) {
        return grid.community(communityId).lineage();
    }

    /** @throws NotFound if there is no such task, or only a draft of it */
    Seen one(long taskId, @Nullable Long residentId) {
        var task = tasks.find(taskId).filter(found -> !found.status().unseen()).orElseThrow(NotFound::new);
        return seen(task, viewer(residentId, List.of(task)), null);
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
        return new Viewer(
                eligibility.person(residentId),
                claims.between(residentId, start, end, MOST),
                Set.copyOf(claims.withdrawnFrom(
                        residentId, shown.stream().map(VolunteerTask::id).toList(), Claiming.MOST_WITHDRAWALS)),
                claims.open(residentId) >= Claiming.MOST_OPEN);
    }

    private Seen seen(VolunteerTask task, @Nullable Viewer viewer, @Nullable Integer metres) {
        var mine = viewer == null ? null : viewer.mine(task);
        return new Seen(
                task,
                mine == null ? null : mine.status(),
                mine != null && mine.unconfirmed(),
                obstacle(task, viewer, mine),
                worth.rule(task),
                metres);
    }

    private @Nullable String obstacle(VolunteerTask task, @Nullable Viewer viewer, ClaimMapper.@Nullable Held mine) {
        if (task.status() == TaskStatus.CANCELLED) {
            return "已取消";
        }
        if (mine != null) {
            return mine.status() == ClaimStatus.OFFERED ? null : mine.status().title();
        }
        var now = clock.instant();
        if (task.endedAt(now) || !task.status().on()) {
            return "已结束";
        }
        if (viewer != null && eligibility.phrase(viewer.person(), task) instanceof String phrase) {
            return phrase;
        }
        if (task.opensAfter(now)) {
            return "未到时间";
        }
        if (!task.claimableAt(now)) {
            return "认领截止";
        }
        if (viewer != null && viewer.givenBack().contains(task.id())) {
            return "已多次放弃";
        }
        if (viewer != null && viewer.laden()) {
            return "待参加的已满";
        }
        if (task.full()) {
            return "已满";
        }
        return viewer != null && viewer.isBusyDuring(task) ? "时间冲突" : null;
    }

    /**
     * Who looks.
     *
     * @param givenBack tasks that they gave back too often to claim them again
     * @param laden true if they have as many tasks ahead as anybody may
     */
    private record Viewer(
            Eligibility.Person person, List<ClaimMapper.Held> claims, Set<Long> givenBack, boolean laden) {

        ClaimMapper.@Nullable Held mine(VolunteerTask task) {
            return claims.stream()
                    .filter(claim -> claim.taskId() == task.id())
                    .findFirst()
                    .orElse(null);
        }

        boolean isBusyDuring(VolunteerTask task) {
            return claims.stream()
                    .anyMatch(claim -> !claim.status().waits()
                            && claim.status() != ClaimStatus.NO_SHOW
                            && claim.status() != ClaimStatus.EXCUSED
                            && claim.overlaps(task));
        }
    }
}
