package cn.estation.points.statement;

import java.util.List;

/**
 * What stands on a statement.
 *
 * @param score 考评分 of the year
 * @param works how often the member served, {@code minutes} how long
 * @param earned 兑换分 that came in the year, {@code spent} that were used, {@code expired} that were written off
 * @param members of a unit, one line each; empty on a member's own
 */
record Figures(long score, long works, long minutes, long earned, long spent, long expired, List<Line> members) {

    Figures with(List<Line> lines) {
        return new Figures(score, works, minutes, earned, spent, expired, List.copyOf(lines));
    }

    /** One member of a unit; masked where it is kept. */
    record Line(String name, long score, long works, long minutes) {}

    /** Hours with one decimal, rounded down. */
    public static String hours(long minutes) {
        return "%d.%d".formatted(minutes / 60, minutes % 60 / 6);
    }
}
