package cn.estation.identity.registration;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** When a member can usually help. */
public enum FreeTime {
    WEEKDAY_EVENING("工作日晚上"),
    WEEKEND_MORNING("周末上午"),
    WEEKEND_AFTERNOON("周末下午"),
    WEEKDAY_DAY("工作日白天"),
    HOLIDAY("节假日"),
    ANY("随时");

    private final String title;

    FreeTime(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The times of a list of codes with commas between them. */
    static List<FreeTime> of(String codes) {
        return Arrays.stream(values())
                .filter(time -> Arrays.asList(codes.split(",")).contains(time.name()))
                .toList();
    }

    static String codes(Collection<FreeTime> times) {
        return times.stream().distinct().sorted().map(FreeTime::name).collect(Collectors.joining(","));
    }
}
