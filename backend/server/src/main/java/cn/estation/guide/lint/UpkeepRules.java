package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import java.util.List;

/** Who keeps it true, and for how long it holds. */
final class UpkeepRules {

    private static final int LONGEST_YEARS = 2;

    static final List<Rule> ALL = List.of(
            warning("owner-given", "有责任人", (guide, report) -> {
                if (guide.upkeep().owner().isBlank()) {
                    report.add("owner", "请写责任人的登录名：指南过时了通知谁。");
                }
            }),
            warning("review-by-given", "有复核日期", (guide, report) -> {
                if (guide.upkeep().reviewBy() == null) {
                    report.add("reviewBy", "请写最迟哪天复核，到时会提醒责任人。");
                }
            }),
            error("review-after-start", "复核在生效之后", (guide, report) -> {
                var reviewBy = guide.upkeep().reviewBy();
                if (reviewBy != null && reviewBy.isBefore(guide.upkeep().effectiveFrom())) {
                    report.add("reviewBy", "复核日期早于生效日期。");
                }
            }),
            warning("review-soon-enough", "两年内复核", (guide, report) -> {
                var reviewBy = guide.upkeep().reviewBy();
                if (reviewBy != null
                        && reviewBy.isAfter(guide.upkeep().effectiveFrom().plusYears(LONGEST_YEARS))) {
                    report.add("reviewBy", "生效两年内至少要复核一次。");
                }
            }),
            error("ends-after-start", "失效在生效之后", (guide, report) -> {
                var to = guide.upkeep().effectiveTo();
                if (to != null && to.isBefore(guide.upkeep().effectiveFrom())) {
                    report.add("effectiveTo", "失效日期早于生效日期。");
                }
            }));

    private UpkeepRules() {}
}
