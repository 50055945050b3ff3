package cn.estation.sandbox.chaos.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The rules of a community as the model knows them: versions with their days, and what work is worth by them. */
final class Rules {

    /** The kinds of work that are played. */
    static final List<String> KINDS = List.of("PATROL", "ASSISTANCE", "EMERGENCY", "ENVIRONMENT");

    static final List<String> GRADES = List.of("A", "B", "C", "D");
    private static final String REST = "*";

    /** What an hour or a time is worth. */
    record Rate(boolean fixed, int hundredths) {}

    /**
     * One version.
     *
     * @param rates by kind, with one for the rest
     * @param monthCap the most that counts of one month, absent for any
     * @param monthCapOfD the same of what only one's own word stands behind
     * @param entryCap the most that counts of one piece of work
     */
    record Version(
            LocalDate from,
            Map<String, Rate> rates,
            Map<String, Integer> grades,
            boolean halfUp,
            int nightPercent,
            int emergencyPercent,
            int expiryYears,
            int returnDays,
            int publicityDays,
            int adjustCap,
            @Nullable Integer monthCap,
            @Nullable Integer monthCapOfD,
            @Nullable Integer entryCap) {

        /** As the form takes it. */
        Map<String, String> fields(String cell) {
            var fields = new HashMap<String, String>();
            fields.put("cellId", cell);
            fields.put("title", "演练细则");
            fields.put("effectiveFrom", from.toString());
            fields.put("rounding", halfUp ? "HALF_UP" : "DOWN");
            fields.put("nightFrom", "22:00");
            fields.put("nightTo", "06:00");
            fields.put("nightPercent", Integer.toString(nightPercent));
            fields.put("emergencyPercent", Integer.toString(emergencyPercent));
            fields.put("expiryYears", Integer.toString(expiryYears));
            fields.put("warningDays", "30");
            fields.put("returnDays", Integer.toString(returnDays));
            fields.put("publicityDays", Integer.toString(publicityDays));
            fields.put("objectionDays", "15");
            fields.put("adjustCap", Integer.toString(adjustCap));
            rates.forEach((kind, rate) -> {
                fields.put("method." + kind, rate.fixed() ? "FIXED" : "HOURLY");
                fields.put(
                        "rate." + kind, BigDecimal.valueOf(rate.hundredths(), 2).toPlainString());
            });
            grades.forEach((grade, percent) -> fields.put("grade." + grade, Integer.toString(percent)));
            put(fields, "cap.ALL..MONTH", monthCap);
            put(fields, "cap.GRADE.D.MONTH", monthCapOfD);
            put(fields, "cap.ALL..ENTRY", entryCap);
            return fields;
        }

        private static void put(Map<String, String> fields, String name, @Nullable Integer value) {
            if (value != null) {
                fields.put(name, value.toString());
            }
        }

        /** The day after the last on which points can be spent that come on this day. */
        LocalDate endOf(LocalDate day) {
            return LocalDate.of(day.getYear() + expiryYears + 1, 1, 1);
        }

        /** The first day on which points that come back on this day may be over. */
        LocalDate leastAfterReturn(LocalDate day) {
            return day.plusDays(returnDays + 1L);
        }

        /** What work is worth before the caps: minute by minute, in exact fractions, rounded once. */
        int worth(String kind, int minutes, String grade, LocalDateTime start) {
            var rate = rates.containsKey(kind) ? rates.get(kind) : rates.get(REST);
            if (rate == null) {
                return 0;
            }
            int night = 0;
            for (int minute = 0; minute < minutes; minute++) {
                int hour = start.plusMinutes(minute).getHour();
                night += hour >= 22 || hour < 6 ? 1 : 0;
            }
            BigDecimal times;
            if (rate.fixed()) {
                times = night > minutes - night ? percent(nightPercent) : BigDecimal.ONE;
            } else {
                times = BigDecimal.valueOf(minutes - night)
                        .add(BigDecimal.valueOf(night).multiply(percent(nightPercent)));
            }
            var sixtieths = times.multiply(BigDecimal.valueOf(rate.hundredths(), 2))
                    .multiply(percent(grades.getOrDefault(grade, 100)))
                    .multiply(kind.equals("EMERGENCY") ? percent(emergencyPercent) : BigDecimal.ONE);
            return sixtieths
                    .divide(
                            BigDecimal.valueOf(rate.fixed() ? 1 : 60),
                            0,
                            halfUp ? RoundingMode.HALF_UP : RoundingMode.DOWN)
                    .intValueExact();
        }

        private static BigDecimal percent(int percent) {
            return BigDecimal.valueOf(percent, 2);
        }
    }

    /** @param number in the order in which they were drafted */
    private record Approved(Version version, int number) {}

    private final List<Approved> approved = new ArrayList<>();

    /** From its day on it applies; of two for the same day the later drafted does. */
    void approve(Version version, int number) {
        approved.add(new Approved(version, number));
    }

    Version on(LocalDate day) {
        return approved.stream()
                .filter(one -> !one.version().from().isAfter(day))
                .max(Comparator.comparing((Approved one) -> one.version().from())
                        .thenComparingInt(Approved::number))
                .orElseThrow(() -> new IllegalStateException("no rules on " + day))
                .version();
    }

    /** Rules made up. A month's cap goes without publicity, so that whatever counts is seen at once. */
    static Version any(Random random, LocalDate from) {
        var rates = new HashMap<String, Rate>();
        rates.put(REST, new Rate(random.nextBoolean(), 500 + random.nextInt(2000)));
        for (var kind : KINDS) {
            if (random.nextInt(4) > 0) {
                boolean fixed = random.nextBoolean();
                rates.put(kind, new Rate(fixed, fixed ? 100 * (5 + random.nextInt(20)) : 1500 + random.nextInt(4000)));
            }
        }
        boolean capped = random.nextBoolean();
        return new Version(
                from,
                Map.copyOf(rates),
                Map.of("A", 100, "B", 90 + random.nextInt(11), "C", 70 + random.nextInt(20), "D", 50),
                random.nextBoolean(),
                100 + 25 * random.nextInt(5),
                100 + 50 * random.nextInt(3),
                random.nextInt(2),
                1 + random.nextInt(10),
                capped ? 0 : random.nextInt(3),
                80 + random.nextInt(120),
                capped ? (Integer) (40 + random.nextInt(100)) : null,
                capped && random.nextBoolean() ? (Integer) (10 + random.nextInt(20)) : null,
                random.nextBoolean() ? (Integer) (15 + random.nextInt(30)) : null);
    }
}
