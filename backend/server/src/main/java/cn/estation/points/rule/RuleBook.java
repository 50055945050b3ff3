package cn.estation.points.rule;

import cn.estation.kernel.Time;
import cn.estation.points.Grade;
import cn.estation.points.PointsLedger;
import cn.estation.points.Work;
import cn.estation.points.lot.LotTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One version of the rules: what an hour or a time of each kind of work is worth, how much of it counts by how well it is
 * shown, and at most how much in all. Whole numbers only, from hundredths; the one rounding comes at the end and is
 * stated.
 *
 * @param rates by kind of work; {@link #REST} for all others
 * @param grades per cent by grade
 */
public record RuleBook(RuleBookRow row, Map<String, Rate> rates, Map<Grade, Integer> grades, List<Cap> caps) {

    /** Every kind that has no rate of its own. */
    public static final String REST = "*";

    /** No rate, no points: a kind that the rules leave out. */
    private static final Rate NOTHING = new Rate(Method.HOURLY, 0);

    private static final int HUNDRED = 100;
    private static final int DAY = 24 * 60;

    public RuleBook {
        rates = Map.copyOf(rates);
        grades = Map.copyOf(grades);
        caps = caps.stream()
                .sorted(Comparator.comparing(Cap::period)
                        .thenComparing(Cap::scope)
                        .thenComparing(Cap::subject))
                .toList();
    }

    /**
     * Points by the hour or by the time.
     *
     * @param hundredths hundredths of a point, 0 to 100,000
     */
    public record Rate(Method method, int hundredths) {

        /** For example {@code 1 分/小时}. */
        public String phrase() {
            return decimal(hundredths) + " 分/" + method.unit();
        }
    }

    /** What a rate counts. */
    public enum Method {
        HOURLY("小时"),
        FIXED("次");

        private final String unit;

        Method(String unit) {
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }
    }

    /**
     * What work is worth before any cap.
     *
     * @param arithmetic for example {@code 2 小时 × 1 分/小时 × A 级 1.0 = 2 分}
     */
    public record Reckoning(long points, String rule, String arithmetic) {}

    public long id() {
        return row.id();
    }

    public int version() {
        return row.version();
    }

    public String title() {
        return row.title();
    }

    public long cellId() {
        return row.cellId();
    }

    public LocalDate effectiveFrom() {
        return row.effectiveFrom();
    }

    public LotTerms lotTerms() {
        return row.lotTerms();
    }

    /** How long a score is shown in the community before it is posted. */
    public int publicityDays() {
        return row.publicityDays();
    }

    /** How long after posting somebody may still object. */
    public int objectionDays() {
        return row.objectionDays();
    }

    /** The most that may be adjusted by hand in one community and month, ups and downs added. */
    public long adjustCap() {
        return row.adjustCap();
    }

    public Rate rate(String kind) {
        var rate = rates.get(kind);
        return rate == null ? rates.getOrDefault(REST, NOTHING) : rate;
    }

    /** The caps that may bite this work, short periods first. */
    public List<Cap> capsOf(Work work) {
        return caps.stream().filter(cap -> cap.concerns(work)).toList();
    }

    int percent(Grade grade) {
        return grades.getOrDefault(grade, HUNDRED);
    }

    /** Counts work without its caps. There is no other way to a number of points for work than this. */
    public Reckoning reckon(Work work) {
        var rate = rate(work.kind());
        int night = nightMinutes(work.startedAt(), work.minutes());
        boolean byNight = row.nightPercent() != HUNDRED && night > 0;
        int emergency = work.emergency() ? row.emergencyPercent() : HUNDRED;
        long weight = rate.method() == Method.HOURLY
                ? (work.minutes() - night) * (long) HUNDRED + night * (long) row.nightPercent()
                : (2 * night > work.minutes() ? row.nightPercent() : HUNDRED) * 60L;
        long dividend = weight * rate.hundredths() * percent(work.grade()) * emergency;
        long divisor = 60L * HUNDRED * HUNDRED * HUNDRED * HUNDRED;
        long points = Math.min(PointsLedger.CAP, row.rounding().divide(dividend, divisor));
        var arithmetic = "%s × %s%s × %s 级 %s%s = %d 分%s"
                .formatted(
                        quantity(rate, work.minutes(), byNight ? night : 0),
                        rate.phrase(),
                        fixedByNight(rate, work.minutes(), night) ? " × 夜间 " + factor(row.nightPercent()) : "",
                        work.grade(),
                        factor(percent(work.grade())),
                        emergency == HUNDRED ? "" : " × 应急 " + factor(emergency),
                        points,
                        dividend % divisor == 0 ? "" : "（" + row.rounding().title() + "）");
        return new Reckoning(points, rate.phrase(), arithmetic);
    }

    private boolean fixedByNight(Rate rate, int minutes, int night) {
        return rate.method() == Method.FIXED && row.nightPercent() != HUNDRED && 2 * night > minutes;
    }

    private String quantity(Rate rate, int minutes, int night) {
        if (rate.method() == Method.FIXED) {
            return "1 次";
        }
        return night == 0
                ? duration(minutes)
                : "%s（其中夜间 %s按 %s 倍）".formatted(duration(minutes), duration(night), factor(row.nightPercent()));
    }

    /** How many of these minutes lie in the night, on however many nights. */
    int nightMinutes(Instant startedAt, int minutes) {
        int length = Math.floorMod(row.nightTo() - row.nightFrom(), DAY);
        if (length == 0 || minutes == 0) {
            return 0;
        }
        var start = startedAt.atZone(Time.CHINA).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        var end = start.plusMinutes(minutes);
        long night = 0;
        for (var day = start.toLocalDate().minusDays(1); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            var from = day.atTime(LocalTime.MIN).plusMinutes(row.nightFrom());
            var to = from.plusMinutes(length);
            var first = from.isAfter(start) ? from : start;
            var last = to.isBefore(end) ? to : end;
            night += Math.max(0, Duration.between(first, last).toMinutes());
        }
        return (int) Math.min(minutes, night);
    }

    /** Per cent as a factor: {@code 100} is 1.0, {@code 85} is 0.85. */
    static String factor(int percent) {
        return percent % 10 == 0 ? "%d.%d".formatted(percent / 100, percent / 10 % 10) : decimal(percent);
    }

    /** Hundredths as a number without zeros at its end: {@code 100} is 1, {@code 150} is 1.5. */
    static String decimal(long hundredths) {
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        var rest =
                hundredths % 100 % 10 == 0 ? Long.toString(hundredths % 100 / 10) : "%02d".formatted(hundredths % 100);
        return hundredths / 100 + "." + rest;
    }

    static String duration(int minutes) {
        if (minutes < 60) {
            return minutes + " 分钟";
        }
        return minutes % 60 == 0 ? minutes / 60 + " 小时" : minutes / 60 + " 小时 " + minutes % 60 + " 分钟";
    }
}
