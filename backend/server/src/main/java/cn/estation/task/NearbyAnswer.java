package cn.estation.task;

import cn.estation.chat.AccountAnswer;
import cn.estation.grid.Grid;
import cn.estation.identity.Members;
import cn.estation.identity.Residents;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers in the chat what there is to do around: 附近有什么任务, 最近有哪些志愿活动. */
@Component
class NearbyAnswer implements AccountAnswer {

    private static final Pattern AROUND = Pattern.compile(
            ".*(附近|周边|周围|社区|小区|家门口|最近|这周|本周|周末).{0,6}(有)?(什么|哪些|啥|没有|可以).{0,8}(任务|志愿活动|志愿服务).*|.*(有什么|有哪些|有没有).{0,4}(志愿)?(任务|志愿活动|志愿服务).{0,4}(可以|能)?(领|认领|报名|参加|做)?.*");
    private static final Duration HORIZON = Duration.ofDays(14);
    private static final int LOOKED_AT = 50;
    private static final int TOLD = 4;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("M 月 d 日 H:mm").withZone(Time.CHINA);

    private final TaskReading reading;
    private final Residents residents;
    private final Members members;
    private final Grid grid;
    private final Clock clock;

    NearbyAnswer(TaskReading reading, Residents residents, Members members, Grid grid, Clock clock) {
        this.reading = reading;
        this.residents = residents;
        this.members = members;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        return AROUND.matcher(question).matches() ? Optional.of(told(residentId)) : Optional.empty();
    }

    private String told(long residentId) {
        var community = community(residentId);
        if (community == null) {
            return "请先在小程序里选择您所在的社区，我就能告诉您附近有什么任务。";
        }
        var free = claimable(community, residentId);
        if (free.isEmpty()) {
            return "两周内%s没有您能认领的任务，发布新任务后可以在小程序的任务页看到。"
                    .formatted(grid.cell(community).name());
        }
        var told = lines(free.stream()
                .sorted(Comparator.comparing((TaskReading.Seen seen) -> !aroundHome(residentId, seen.task()))
                        .thenComparing(seen -> seen.task().startsAt()))
                .limit(TOLD)
                .toList());
        var where = free.size() > TOLD ? "还有更多，在小程序的任务页查看和认领。" : "在小程序的任务页认领。";
        return "两周内您可以认领：\n" + told + "\n" + where;
    }

    /** Reads on past those they cannot claim until there are more than are told, or no more at all. */
    private List<TaskReading.Seen> claimable(long community, long residentId) {
        var now = clock.instant();
        var wanted = new TaskMapper.Wanted(null, now, now.plus(HORIZON), true);
        var found = new ArrayList<TaskReading.Seen>();
        var query = new PageQuery(null, LOOKED_AT);
        do {
            var page = reading.published(community, residentId, wanted, query);
            page.items().stream().filter(seen -> seen.obstacle() == null).forEach(found::add);
            query = new PageQuery(page.next(), LOOKED_AT);
        } while (query.after() != null && found.size() <= TOLD);
        return found;
    }

    private @Nullable Long community(long residentId) {
        return members.activeOf(residentId)
                .map(Members.Membership::communityId)
                .or(() -> residents.communityOf(residentId))
                .orElse(null);
    }

    private boolean aroundHome(long residentId, VolunteerTask task) {
        Long part = task.cellId();
        return part != null
                && residents
                        .home(residentId)
                        .filter(home -> home.lineage().contains(part))
                        .isPresent();
    }

    private static String lines(List<TaskReading.Seen> free) {
        return free.stream()
                .map(seen -> "· %s，%s，%s，还有 %d 个名额，%s"
                        .formatted(
                                seen.task().title(),
                                WHEN.format(seen.task().startsAt()),
                                seen.task().place(),
                                seen.task().places() - seen.task().claimed(),
                                seen.rule()))
                .collect(Collectors.joining("\n"));
    }
}
