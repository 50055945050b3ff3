package cn.estation.chat.emergency;

import cn.estation.grid.Grid;
import cn.estation.identity.Crews;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads the pattern of the week from {@code duty.json}: who is on duty, for which part, on which days. */
@Component
class DutyLoad implements DistrictPart {

    private static final Actor LOADER = () -> "system:load";

    private final Duties duties;
    private final WeekMapper weeks;
    private final Crews crews;
    private final Grid grid;

    DutyLoad(Duties duties, WeekMapper weeks, Crews crews, Grid grid) {
        this.duties = duties;
        this.weeks = weeks;
        this.crews = crews;
        this.grid = grid;
    }

    @Override
    public String name() {
        return "duty";
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public void load(JsonNode content) {
        for (var turn : content.path("duty")) {
            var cell = grid.findByCode(turn.path("cell").asString())
                    .orElseThrow(() -> new IllegalStateException("duty.json names an unknown cell"));
            long who = crews.withLogin(turn.path("staff").asString())
                    .orElseThrow(() -> new IllegalStateException("duty.json names unknown staff"));
            if (weeks.of(List.of(cell.id())).stream().noneMatch(week -> week.staffId() == who)) {
                duties.addWeekly(
                        LOADER,
                        cell,
                        who,
                        days(turn.path("days")),
                        LocalTime.parse(turn.path("from").asString()),
                        LocalTime.parse(turn.path("to").asString()));
            }
        }
    }

    private static int days(JsonNode names) {
        int days = 0;
        for (var name : names) {
            days |= WeekMapper.Week.bit(DayOfWeek.valueOf(name.asString()));
        }
        return days;
    }
}
