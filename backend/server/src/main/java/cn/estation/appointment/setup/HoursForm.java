package cn.estation.appointment.setup;

import cn.estation.appointment.calendar.SessionCalendar;
import cn.estation.appointment.calendar.SessionTemplate;
import cn.estation.appointment.calendar.TemplateDraft;
import cn.estation.appointment.calendar.Weekdays;
import cn.estation.kernel.BadInput;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.BindingResult;

/**
 * Hours as staff type them, in groups; the lists hold one entry a group. A group without times is left out.
 *
 * @param from first day they hold
 * @param days group and day of the week with a dash between, for example {@code 0-1} for Mondays of the first group
 */
record HoursForm(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

        @Nullable List<String> days,
        @Nullable List<String> calendar,
        @Nullable List<String> starts,
        @Nullable List<String> ends,
        @Nullable List<String> minutes,
        @Nullable List<String> capacity,
        @Nullable List<String> elders,
        @Nullable List<String> walkIns,
        @Nullable List<String> until) {

    static final int MOST = 12;
    private static final int SPARE = 2;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /** One group as it was typed. */
    record Group(
            int index,
            Set<String> days,
            String calendar,
            String starts,
            String ends,
            String minutes,
            String capacity,
            String elders,
            String walkIns,
            String until) {

        public boolean on(DayOfWeek day) {
            return days.contains(Integer.toString(day.getValue()));
        }

        boolean isEmpty() {
            return starts.isBlank() && ends.isBlank();
        }
    }

    static HoursForm of(LocalDate from, List<SessionTemplate> hours) {
        var days = new ArrayList<String>();
        for (int i = 0; i < hours.size(); i++) {
            for (var day : Weekdays.days(hours.get(i).weekdays())) {
                days.add(i + "-" + day.getValue());
            }
        }
        return new HoursForm(
                from,
                days,
                hours.stream().map(one -> one.calendar().name()).toList(),
                hours.stream().map(one -> SessionText.time(one.startsMinute())).toList(),
                hours.stream()
                        .map(one -> one.endsMinute() == 1440 ? "23:59" : SessionText.time(one.endsMinute()))
                        .toList(),
                hours.stream().map(one -> Integer.toString(one.slotMinutes())).toList(),
                hours.stream().map(one -> Integer.toString(one.capacity())).toList(),
                hours.stream().map(one -> Integer.toString(one.elderPlaces())).toList(),
                hours.stream().map(one -> Integer.toString(one.walkInPlaces())).toList(),
                hours.stream()
                        .map(one -> one.validTo() == null ? "" : one.validTo().toString())
                        .toList());
    }

    /** The groups that were typed and some empty ones to go on with. */
    List<Group> groups() {
        int typed = Math.max(size(starts), size(ends));
        int last =
                IntStream.range(0, typed).filter(i -> !group(i).isEmpty()).max().orElse(-1);
        return IntStream.range(0, Math.min(MOST, last + 1 + SPARE))
                .mapToObj(this::group)
                .toList();
    }

    /** The groups that hold something. */
    List<Group> filled() {
        return groups().stream().filter(group -> !group.isEmpty()).toList();
    }

    private static int size(@Nullable List<String> some) {
        return some == null ? 0 : some.size();
    }

    private Group group(int i) {
        var own = new HashSet<String>();
        if (days != null) {
            days.stream()
                    .filter(day -> day.startsWith(i + "-"))
                    .map(day -> day.substring(day.indexOf('-') + 1))
                    .forEach(own::add);
        }
        return new Group(
                i,
                own,
                at(calendar, i),
                at(starts, i),
                at(ends, i),
                at(minutes, i),
                at(capacity, i),
                at(elders, i),
                at(walkIns, i),
                at(until, i));
    }

    private static String at(@Nullable List<String> some, int i) {
        return some == null || i >= some.size()
                ? ""
                : Objects.requireNonNullElse(some.get(i), "").strip();
    }

    /** What it says, or null with the errors that tell which group is wrong. */
    @Nullable List<TemplateDraft> drafts(LocalDate today, BindingResult errors) {
        if (from == null) {
            errors.reject("refused", "请选择从哪天起生效。");
        } else if (from.isBefore(today)) {
            errors.reject("refused", "生效日期不能早于今天。");
        }
        var drafts = new ArrayList<TemplateDraft>();
        for (var group : filled()) {
            try {
                drafts.add(draft(group));
            } catch (BadInput wrong) {
                errors.reject("refused", "第 " + (group.index() + 1) + " 组：" + wrong.sentence());
            }
        }
        return errors.hasErrors() ? null : drafts;
    }

    private TemplateDraft draft(Group group) {
        var weekdays =
                Weekdays.of(Arrays.stream(DayOfWeek.values()).filter(group::on).toList());
        return new TemplateDraft(
                weekdays,
                group.calendar().equals("EVERY_DAY") ? SessionCalendar.EVERY_DAY : SessionCalendar.WORKING_DAYS,
                minute(group.starts(), false),
                minute(group.ends(), true),
                number(group.minutes(), "每批多少分钟", 30),
                number(group.capacity(), "每批几个号", -1),
                number(group.elders(), "留给长者", 0),
                number(group.walkIns(), "留给现场", 0),
                until(group.until()));
    }

    private static int minute(String time, boolean end) {
        try {
            int minute = LocalTime.parse(time).toSecondOfDay() / 60;
            return end && minute == 1439 ? 1440 : minute;
        } catch (DateTimeException wrong) {
            throw new BadInput("请写清几点到几点，如 09:00 到 12:00。");
        }
    }

    private static int number(String text, String name, int usual) {
        if (text.isEmpty() && usual >= 0) {
            return usual;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new BadInput(name + "应为整数。");
        }
        return Integer.parseInt(text);
    }

    private @Nullable LocalDate until(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            var last = LocalDate.parse(text);
            if (from != null && last.isBefore(from)) {
                throw new BadInput("“到哪天止”不能早于生效日期。");
            }
            return last;
        } catch (DateTimeException wrong) {
            throw new BadInput("“到哪天止”应为日期。");
        }
    }
}
