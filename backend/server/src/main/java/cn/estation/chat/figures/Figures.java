package cn.estation.chat.figures;

import cn.estation.chat.miss.Channel;
import cn.estation.chat.miss.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The figures of some days. A question counts where something was searched for; account questions and talk do not.
 *
 * @param rows by day, channel and outcome
 */
record Figures(LocalDate from, LocalDate to, List<DayMapper.Daily> rows) {

    private static final Set<Outcome> ANSWERED = Set.of(Outcome.GUIDE, Outcome.STANDING);

    /** One row of a table: what, how many, how many answered, and what share that is. */
    record Line(String key, String title, long asked, long answered, long chosen, long missed) {

        /** In percent; answered at once, or by a choice that was taken. */
        public String rate() {
            return asked == 0 ? "—" : "%.0f%%".formatted(100.0 * (answered + chosen) / asked);
        }

        public long percent() {
            return asked == 0 ? 0 : Math.round(100.0 * (answered + chosen) / asked);
        }
    }

    Line total() {
        return line("", "合计", row -> true);
    }

    List<Line> byChannel() {
        return Arrays.stream(Channel.values())
                .map(channel -> line(
                        channel.name(), channel.title(), row -> row.channel().equals(channel.name())))
                .toList();
    }

    List<Line> byDay() {
        var lines = new ArrayList<Line>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            var wanted = day;
            lines.add(line(day.toString(), day.toString(), row -> row.day().equals(wanted)));
        }
        return lines;
    }

    List<Line> byOutcome() {
        return Arrays.stream(Outcome.values())
                .map(outcome -> new Line(
                        outcome.name(),
                        outcome.title(),
                        sum(row -> row.outcome().equals(outcome.name())),
                        0,
                        sumChosen(row -> row.outcome().equals(outcome.name())),
                        0))
                .filter(line -> line.asked() > 0)
                .toList();
    }

    /** Of those who were offered a choice, how many took one. */
    String clickThrough() {
        long offered = sum(row -> is(row, Outcome.CHOICES));
        long taken = sumChosen(row -> is(row, Outcome.CHOICES));
        return offered == 0 ? "—" : "%.0f%%".formatted(100.0 * taken / offered);
    }

    private Line line(String key, String title, Predicate<DayMapper.Daily> which) {
        var searched = which.and(row -> Outcome.valueOf(row.outcome()).searched());
        return new Line(
                key,
                title,
                sum(searched),
                sum(searched.and(row -> ANSWERED.contains(Outcome.valueOf(row.outcome())))),
                sumChosen(searched.and(row -> is(row, Outcome.CHOICES))),
                sum(searched.and(row -> is(row, Outcome.MISS))));
    }

    private static boolean is(DayMapper.Daily row, Outcome outcome) {
        return row.outcome().equals(outcome.name());
    }

    private long sum(Predicate<DayMapper.Daily> which) {
        return rows.stream().filter(which).mapToLong(DayMapper.Daily::asked).sum();
    }

    private long sumChosen(Predicate<DayMapper.Daily> which) {
        return rows.stream().filter(which).mapToLong(DayMapper.Daily::chosen).sum();
    }
}
