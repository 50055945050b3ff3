package cn.estation.points.rule;

import cn.estation.kernel.CleanText;
import cn.estation.points.Grade;
import cn.estation.task.TaskKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they are typed: fields by name, so that a table of kinds and a table of grades need no shape of their own.
 * Keeps what was typed and says of each field what is wrong with it.
 */
final class RuleForm {

    private static final int MOST = 1_000_000;

    private final Map<String, String> fields;
    private final Map<String, String> errors = new LinkedHashMap<>();

    RuleForm(Map<String, String> fields) {
        this.fields = new TreeMap<>(fields);
        this.fields.keySet().removeIf(name -> name.equals("_csrf") || name.equals("requestKey"));
    }

    /** A form that shows a version, to be changed or copied. */
    static RuleForm of(RuleBook book, long cellId, LocalDate from) {
        var row = book.row();
        var fields = new TreeMap<String, String>();
        fields.put("cellId", Long.toString(cellId));
        fields.put("title", row.title());
        fields.put("effectiveFrom", from.toString());
        fields.put(
                "effectiveTo",
                row.effectiveTo() == null ? "" : row.effectiveTo().toString());
        fields.put("rounding", row.rounding().name());
        fields.put("nightFrom", time(row.nightFrom()));
        fields.put("nightTo", time(row.nightTo()));
        fields.put("nightPercent", Integer.toString(row.nightPercent()));
        fields.put("emergencyPercent", Integer.toString(row.emergencyPercent()));
        fields.put("expiryYears", Integer.toString(row.expiryYears()));
        fields.put("warningDays", Integer.toString(row.warningDays()));
        fields.put("returnDays", Integer.toString(row.returnDays()));
        fields.put("publicityDays", Integer.toString(row.publicityDays()));
        fields.put("objectionDays", Integer.toString(row.objectionDays()));
        fields.put("adjustCap", Long.toString(row.adjustCap()));
        fields.put("note", row.note());
        book.rates().forEach((kind, rate) -> {
            fields.put("method." + kind, rate.method().name());
            fields.put("rate." + kind, RuleBook.decimal(rate.hundredths()));
        });
        book.grades().forEach((grade, percent) -> fields.put("grade." + grade, Integer.toString(percent)));
        book.caps()
                .forEach(cap ->
                        fields.put(capField(cap.scope(), cap.subject(), cap.period()), Long.toString(cap.points())));
        return new RuleForm(fields);
    }

    static String capField(Cap.Scope scope, String subject, Cap.Period period) {
        return "cap." + scope + "." + subject + "." + period;
    }

    private static String time(int minute) {
        return LocalTime.ofSecondOfDay(minute * 60L).toString();
    }

    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    public @Nullable String error(String name) {
        return errors.get(name);
    }

    public Map<String, String> errors() {
        return errors;
    }

    Map<String, String> fields() {
        return fields;
    }

    void refuse(String name, String sentence) {
        errors.putIfAbsent(name, sentence);
    }

    /** The kinds of work that can have a rate of their own, with their titles; the rest last. */
    static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : TaskKind.values()) {
            kinds.put(kind.name(), kind.title());
        }
        kinds.put(RuleBook.REST, "没有单列的各类");
        return kinds;
    }

    /** What was typed as a draft, or null if something is wrong with it. */
    @Nullable RuleDraft draft() {
        var from = day("effectiveFrom", true);
        var to = day("effectiveTo", false);
        if (from != null && to != null && to.isBefore(from)) {
            refuse("effectiveTo", "截止日期应不早于生效日期。");
        }
        var rates = rates();
        var grades = grades();
        var caps = caps();
        long cell = number("cellId", 1, Long.MAX_VALUE);
        var title = text("title", 60, true);
        var note = text("note", 500, false);
        var rounding = value("rounding").equals(Rounding.HALF_UP.name()) ? Rounding.HALF_UP : Rounding.DOWN;
        int nightFrom = minute("nightFrom");
        int nightTo = minute("nightTo");
        int nightPercent = (int) number("nightPercent", 100, 500);
        int emergencyPercent = (int) number("emergencyPercent", 100, 500);
        int expiryYears = (int) number("expiryYears", 0, 9);
        int warningDays = (int) number("warningDays", 0, 365);
        int returnDays = (int) number("returnDays", 1, 365);
        int publicityDays = (int) number("publicityDays", 0, 60);
        int objectionDays = (int) number("objectionDays", 0, 60);
        long adjustCap = number("adjustCap", 0, MOST);
        if (!errors.isEmpty() || from == null) {
            return null;
        }
        return new RuleDraft(
                cell,
                title,
                from,
                to,
                rounding,
                nightFrom,
                nightTo,
                nightPercent,
                emergencyPercent,
                expiryYears,
                warningDays,
                returnDays,
                publicityDays,
                objectionDays,
                adjustCap,
                note,
                rates,
                grades,
                caps);
    }

    private Map<String, RuleBook.Rate> rates() {
        var rates = new TreeMap<String, RuleBook.Rate>();
        for (var kind : kinds().keySet()) {
            var typed = value("rate." + kind).strip();
            if (typed.isEmpty()) {
                continue;
            }
            var method = value("method." + kind).equals(RuleBook.Method.FIXED.name())
                    ? RuleBook.Method.FIXED
                    : RuleBook.Method.HOURLY;
            int hundredths = hundredths("rate." + kind, typed);
            if (hundredths >= 0) {
                rates.put(kind, new RuleBook.Rate(method, hundredths));
            }
        }
        if (!rates.containsKey(RuleBook.REST) && !errors.containsKey("rate." + RuleBook.REST)) {
            refuse("rate." + RuleBook.REST, "请填写；不计分就填 0。");
        }
        return rates;
    }

    private int hundredths(String name, String typed) {
        try {
            var value = new BigDecimal(typed);
            if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(1000)) <= 0 && value.scale() <= 2) {
                return value.setScale(2, RoundingMode.UNNECESSARY)
                        .movePointRight(2)
                        .intValueExact();
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        refuse(name, "应为 0 到 1000 的数，至多两位小数。");
        return -1;
    }

    private Map<Grade, Integer> grades() {
        var grades = new TreeMap<Grade, Integer>();
        for (var grade : Grade.values()) {
            grades.put(grade, (int) number("grade." + grade, 0, 200));
        }
        return grades;
    }

    private List<Cap> caps() {
        var caps = new ArrayList<Cap>();
        for (var period : Cap.Period.values()) {
            cap(caps, Cap.Scope.ALL, "", period);
            kinds().keySet().stream()
                    .filter(kind -> !kind.equals(RuleBook.REST))
                    .forEach(kind -> cap(caps, Cap.Scope.KIND, kind, period));
            for (var grade : Grade.values()) {
                cap(caps, Cap.Scope.GRADE, grade.name(), period);
            }
        }
        return caps;
    }

    private void cap(List<Cap> caps, Cap.Scope scope, String subject, Cap.Period period) {
        var name = capField(scope, subject, period);
        if (!value(name).isBlank()) {
            caps.add(new Cap(scope, subject, period, number(name, 0, MOST)));
        }
    }

    private long number(String name, long least, long most) {
        var typed = value(name).strip();
        if (typed.matches("[0-9]{1,18}")) {
            long value = Long.parseLong(typed);
            if (value >= least && value <= most) {
                return value;
            }
        }
        refuse(name, name.equals("cellId") ? "请选择适用的组织。" : "应为 %d 到 %d 的整数。".formatted(least, most));
        return least;
    }

    private int minute(String name) {
        try {
            return LocalTime.parse(value(name)).toSecondOfDay() / 60;
        } catch (DateTimeException noTime) {
            refuse(name, "应为时间，如 22:00。");
            return 0;
        }
    }

    private @Nullable LocalDate day(String name, boolean required) {
        var typed = value(name).strip();
        if (typed.isEmpty() && !required) {
            return null;
        }
        try {
            var day = LocalDate.parse(typed);
            if (day.getYear() >= 2000 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeException noDay) {
            // Said below.
        }
        refuse(name, "应为日期，如 2027-01-01。");
        return null;
    }

    private String text(String name, int longest, boolean required) {
        var typed = value(name).strip();
        if ((required && typed.isEmpty()) || typed.length() > longest || !CleanText.isClean(typed)) {
            refuse(name, required ? "请填写，不超过 %d 字。".formatted(longest) : "不超过 %d 字。".formatted(longest));
        }
        return typed;
    }
}
