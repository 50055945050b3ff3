package cn.estation.sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Which days are worked, read from the demonstration's calendar for a model of its own. */
final class HolidayList {

    private static final Set<LocalDate> FREE = new HashSet<>();
    private static final Set<LocalDate> WORKED = new HashSet<>();

    static {
        try (var file = HolidayList.class.getResourceAsStream("/demo/calendar.json")) {
            for (var year : new JsonMapper().readTree(file).path("years")) {
                for (var holiday : year.path("holidays")) {
                    LocalDate.parse(holiday.path("from").asString())
                            .datesUntil(LocalDate.parse(holiday.path("to").asString())
                                    .plusDays(1))
                            .forEach(FREE::add);
                    holiday.path("worked").forEach(day -> WORKED.add(LocalDate.parse(day.asString())));
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private HolidayList() {}

    static boolean isWorked(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return WORKED.contains(day) || (!weekend && !FREE.contains(day));
    }
}
