package cn.estation.points.rule;

import cn.estation.points.Work;
import cn.estation.task.TaskKind;
import java.time.LocalDate;

/**
 * The most that counts.
 *
 * @param subject the kind or the grade it is for, empty for all
 */
public record Cap(Scope scope, String subject, Period period, long points) {

    /** What a cap is for. */
    public enum Scope {
        ALL("全部服务"),
        KIND("某类服务"),
        GRADE("某个佐证等级");

        private final String title;

        Scope(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** How long a cap counts together. */
    public enum Period {
        ENTRY("每次"),
        DAY("当日"),
        MONTH("当月"),
        YEAR("当年");

        private final String title;

        Period(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public LocalDate first(LocalDate day) {
            return switch (this) {
                case ENTRY, DAY -> day;
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        public LocalDate last(LocalDate day) {
            return switch (this) {
                case ENTRY, DAY -> day;
                case MONTH -> day.withDayOfMonth(day.lengthOfMonth());
                case YEAR -> day.withDayOfYear(day.lengthOfYear());
            };
        }
    }

    boolean concerns(Work work) {
        return switch (scope) {
            case ALL -> true;
            case KIND -> subject.equals(work.kind());
            case GRADE -> subject.equals(work.grade().name());
        };
    }

    /** For example {@code D 级当月上限 10 分}. */
    public String phrase() {
        var what = switch (scope) {
            case ALL -> "";
            case KIND -> "“" + TaskKind.title(subject) + "”";
            case GRADE -> subject + " 级";
        };
        return "%s%s上限 %d 分".formatted(what, period.title(), points);
    }
}
