package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.Handling.Processing;
import java.util.List;

/** How long it takes. */
final class TimeRules {

    static final List<Rule> ALL = List.of(
            error("immediate-has-no-days", "即办件当场办结", (guide, report) -> {
                var handling = guide.handling();
                if (handling.processing() == Processing.IMMEDIATE
                        && handling.promised().days() > 0) {
                    report.add("promised", "即办件当场办结，不应再写承诺天数；要等几天的请选承诺件。");
                }
            }),
            error("at-once-is-immediate", "“马上办”须是即办件", (guide, report) -> {
                if (guide.upkeep().tags().contains(GuideTag.AT_ONCE)
                        && guide.handling().processing() != Processing.IMMEDIATE) {
                    report.add("tags", "贴了“马上办”，办件类型应为即办件。");
                }
            }),
            error("promise-within-law", "承诺时限不超过法定时限", (guide, report) -> {
                var promised = guide.handling().promised();
                var statutory = guide.handling().statutory();
                boolean sameUnit = promised.unit() == statutory.unit();
                double promise = sameUnit ? promised.days() : promised.calendarDays();
                double law = sameUnit ? statutory.days() : statutory.calendarDays();
                if (law > 0 && promise > law) {
                    report.add("promised", "承诺时限（%s）超过了法定时限（%s）。".formatted(promised.text(), statutory.text()));
                }
            }),
            warning("promise-given", "承诺件写明天数", (guide, report) -> {
                var handling = guide.handling();
                if (handling.processing() == Processing.COMMITTED
                        && handling.promised().days() == 0) {
                    report.add("promised", "承诺件请写明几天办好，居民才好安排。");
                }
            }));

    private TimeRules() {}
}
