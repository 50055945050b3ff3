package cn.estation.chat.emergency;

import cn.estation.grid.CellKind;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who is on duty: for each part of a community the single spans of this moment, otherwise the pattern of the week. Whoever
 * may not take calls there any more is not on duty, whatever the roster says.
 */
@Component
class Roster {

    /** @param single true where a span stands in for the pattern, or where there is no pattern */
    record OnDuty(long cellId, long staffId, boolean single, Instant until) {}

    private final DutyMapper spans;
    private final WeekMapper weeks;
    private final Crews crews;
    private final Grid grid;
    private final Clock clock;

    Roster(DutyMapper spans, WeekMapper weeks, Crews crews, Grid grid, Clock clock) {
        this.spans = spans;
        this.weeks = weeks;
        this.crews = crews;
        this.grid = grid;
        this.clock = clock;
    }

    /** Those of the smallest of these cells that has somebody on duty; the cells are one inside the other. */
    List<Long> onDuty(List<GridCell> upwards) {
        var inside = upwards.stream()
                .filter(cell -> cell.kind().compareTo(CellKind.COMMUNITY) >= 0)
                .toList();
        if (inside.isEmpty()) {
            return List.of();
        }
        var now = now(inside.getLast(), inside.stream().map(GridCell::id).toList());
        return inside.stream()
                .map(cell -> now.stream()
                        .filter(duty -> duty.cellId() == cell.id())
                        .map(OnDuty::staffId)
                        .distinct()
                        .toList())
                .filter(staff -> !staff.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Everybody on duty now anywhere in a community. */
    List<OnDuty> now(GridCell community) {
        return now(
                community,
                Stream.concat(Stream.of(community.id()), parts(community)).toList());
    }

    private List<OnDuty> now(GridCell community, Collection<Long> cells) {
        var single = spans.on(cells, clock.instant()).stream()
                .map(duty -> new OnDuty(duty.cellId(), duty.staffId(), true, duty.endsAt()))
                .toList();
        var replaced = single.stream().map(OnDuty::cellId).collect(Collectors.toSet());
        var local = clock.instant().atZone(Time.CHINA);
        var weekly = weeks.of(cells).stream()
                .filter(week -> !replaced.contains(week.cellId()))
                .flatMap(week -> week.until(local).stream()
                        .map(until -> new OnDuty(week.cellId(), week.staffId(), false, until)));
        var found = Stream.concat(single.stream(), weekly).toList();
        return found.isEmpty() ? found : only(crew(community), found);
    }

    private static List<OnDuty> only(Map<Long, Crews.Post> crew, List<OnDuty> found) {
        return found.stream().filter(duty -> crew.containsKey(duty.staffId())).toList();
    }

    /** Who may take calls of a community: those who work in it, in one of its parts or above it. */
    Map<Long, Crews.Post> crew(GridCell community) {
        var cells = Stream.concat(grid.upwards(community).stream().map(GridCell::id), parts(community))
                .distinct()
                .toList();
        var crew = new LinkedHashMap<Long, Crews.Post>();
        crews.at(cells, Permission.TAKE_ALERTS).forEach(post -> crew.putIfAbsent(post.staffId(), post));
        return crew;
    }

    private Stream<Long> parts(GridCell community) {
        return Stream.of(CellKind.GRID, CellKind.MICRO_GRID)
                .flatMap(kind -> grid.below(community, kind).stream())
                .map(GridCell::id);
    }
}
