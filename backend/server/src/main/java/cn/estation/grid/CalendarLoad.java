package cn.estation.grid;

import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads years of the working calendar from {@code calendar.json}: holidays from day to day, and worked weekend days. */
@Component
class CalendarLoad implements DistrictPart {

    private static final Actor LOADING = () -> "system:load";

    private final WorkingCalendar calendar;

    CalendarLoad(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "calendar";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public void load(JsonNode content) {
        for (var year : content.path("years")) {
            int number = year.path("year").asInt();
            if (calendar.year(number).isEmpty()) {
                calendar.importYear(
                        LOADING,
                        number,
                        0,
                        year.path("source").asString(),
                        year.path("provisional").asBoolean(false),
                        days(year));
            }
        }
    }

    private static List<SpecialDay> days(JsonNode year) {
        return year.path("holidays")
                .valueStream()
                .flatMap(CalendarLoad::holiday)
                .toList();
    }

    private static Stream<SpecialDay> holiday(JsonNode holiday) {
        var name = holiday.path("name").asString();
        var from = LocalDate.parse(holiday.path("from").asString());
        var to = LocalDate.parse(holiday.path("to").asString());
        return Stream.concat(
                from.datesUntil(to.plusDays(1)).map(day -> new SpecialDay(day, DayKind.HOLIDAY, name)),
                holiday.path("worked")
                        .valueStream()
                        .map(day -> new SpecialDay(LocalDate.parse(day.asString()), DayKind.ADJUSTED_WORKING, name)));
    }
}
