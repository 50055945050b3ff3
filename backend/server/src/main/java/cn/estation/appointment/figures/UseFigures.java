package cn.estation.appointment.figures;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How places of some days were used.
 *
 * @param booked by thing, day, status and outcome
 * @param offered by thing and day
 */
record UseFigures(List<FigureMapper.Booked> booked, List<FigureMapper.Offered> offered) {

    /** Ways an appointment is given up, in the order they are shown. */
    static final List<Outcome> GIVEN_UP = List.of(
            Outcome.CANCELLED,
            Outcome.LATE_CANCELLED,
            Outcome.RESCHEDULED,
            Outcome.CANCELLED_BY_OFFICE,
            Outcome.REJECTED,
            Outcome.AUTO_REJECTED,
            Outcome.WITHDRAWN);

    /** Ways an appointment ends that was kept until its time. */
    static final List<Outcome> ENDED =
            List.of(Outcome.SERVED, Outcome.PARTLY_SERVED, Outcome.LEFT, Outcome.NO_SHOW, Outcome.EXCUSED);

    /**
     * One line of figures.
     *
     * @param key what distinguishes its lists: a thing's id or a day; empty for the total
     * @param seated who has or had a place and did not give it back
     * @param real who meant to come, whatever became of it
     */
    record Line(
            String key,
            String title,
            long capacity,
            long seated,
            long real,
            long leadDays,
            Map<Outcome, Long> outcomes) {

        /** How many came to this end. */
        public long of(String outcome) {
            return outcomes.getOrDefault(Outcome.valueOf(outcome), 0L);
        }

        long ended() {
            return ENDED.stream()
                    .mapToLong(one -> outcomes.getOrDefault(one, 0L))
                    .sum();
        }

        /** Places taken of those there were, in percent. */
        public long usePercent() {
            return capacity == 0 ? 0 : Math.round(100.0 * seated / capacity);
        }

        public String use() {
            return capacity == 0 ? "—" : percent(seated, capacity);
        }

        /** No-shows among those whose time has come and is settled. */
        public String noShowRate() {
            return ended() == 0 ? "—" : percent(of("NO_SHOW"), ended());
        }

        /** On the average, how many days ahead people booked. */
        public String lead() {
            return real == 0 ? "—" : String.format(Locale.ROOT, "%.1f 天", (double) leadDays / real);
        }

        private static String percent(long part, long all) {
            return String.format(Locale.ROOT, "%.0f%%", 100.0 * part / all);
        }
    }

    /** One share of the bookings by how many days ahead they were made. */
    record Ahead(String title, long count, String query) {}

    Line total() {
        return line("", "合计", any -> true, any -> true);
    }

    Line ofThing(long thing, String title) {
        return line(Long.toString(thing), title, row -> row.bookableId() == thing, row -> row.bookableId() == thing);
    }

    Line ofDay(LocalDate day) {
        return line(
                day.toString(),
                day.toString(),
                row -> row.day().equals(day),
                row -> row.day().equals(day));
    }

    private Line line(
            String key, String title, Predicate<FigureMapper.Booked> which, Predicate<FigureMapper.Offered> where) {
        var rows = booked.stream().filter(which).toList();
        return new Line(
                key,
                title,
                offered.stream()
                        .filter(where)
                        .mapToLong(FigureMapper.Offered::capacity)
                        .sum(),
                rows.stream()
                        .filter(row -> row.status() != BookingStatus.RELEASED)
                        .mapToLong(FigureMapper.Booked::all)
                        .sum(),
                rows.stream().mapToLong(FigureMapper.Booked::real).sum(),
                rows.stream().mapToLong(FigureMapper.Booked::lead).sum(),
                rows.stream()
                        .filter(row -> row.outcome() != null)
                        .collect(Collectors.groupingBy(
                                row -> java.util.Objects.requireNonNull(row.outcome()),
                                Collectors.summingLong(FigureMapper.Booked::all))));
    }

    List<Ahead> ahead() {
        return List.of(
                new Ahead("当天", sum(FigureMapper.Booked::sameDay), "&real=true&leadTo=0"),
                new Ahead("提前 1 到 2 天", sum(FigureMapper.Booked::nextDays), "&real=true&leadFrom=1&leadTo=2"),
                new Ahead("提前 3 到 7 天", sum(FigureMapper.Booked::week), "&real=true&leadFrom=3&leadTo=7"),
                new Ahead("提前 8 天以上", sum(FigureMapper.Booked::later), "&real=true&leadFrom=8"));
    }

    private long sum(java.util.function.ToLongFunction<FigureMapper.Booked> share) {
        return booked.stream().mapToLong(share).sum();
    }
}
