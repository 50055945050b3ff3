package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.Step;
import java.util.List;
import java.util.stream.Collectors;

/** What every guide has to have, and what a licence has to have besides. */
final class BasicRules {

    private static final List<String> FIVE_STEPS = List.of("受理", "审核", "审批", "办结", "送达");
    private static final int LONGEST_TITLE = 40;

    static final List<Rule> ALL = List.of(
            error("title-given", "有标题", (guide, report) -> {
                if (guide.title().isBlank()) {
                    report.add("title", "请写标题：居民要办的是什么事。");
                }
            }),
            warning("title-short", "标题简短", (guide, report) -> {
                if (guide.title().length() > LONGEST_TITLE) {
                    report.add("title", "标题超过 40 个字，手机上显示不全，请精简。");
                }
            }),
            error("summary-given", "有一段话说明", (guide, report) -> {
                if (guide.about().summary().isBlank()) {
                    report.add("summary", "请先写一段说明：这件事有什么用，什么人能办。");
                }
            }),
            warning("eligibility-given", "写明受理条件", (guide, report) -> {
                if (guide.about().eligibility().isBlank()) {
                    report.add("eligibility", "请写受理条件；谁都能办，就写“没有限制”。");
                }
            }),
            error("body-given", "写明实施主体", (guide, report) -> {
                if (guide.handling().handlingBody().isBlank()) {
                    report.add("handlingBody", "请写实施主体：由哪个部门负责。");
                }
            }),
            error("topic-given", "有主题", (guide, report) -> {
                if (guide.about().topics().isEmpty()) {
                    report.add("topics", "请至少选一个主题，居民按主题找指南。");
                }
            }),
            error(
                    "topic-suits-audience",
                    "主题与服务对象一致",
                    (guide, report) -> guide.about().topics().stream()
                            .filter(topic -> !topic.suits(guide.about().audience()))
                            .forEach(topic -> report.add(
                                    "topics",
                                    "服务对象是“%s”，不应归入“%s”，请改主题或服务对象。"
                                            .formatted(guide.about().audience().title(), topic.title())))),
            error("steps-given", "有办理流程", (guide, report) -> {
                if (guide.steps().isEmpty()) {
                    report.add("steps", "请先写办理流程，至少一步。");
                }
            }),
            error("step-says-something", "每一步都有内容", (guide, report) -> {
                for (int i = 0; i < guide.steps().size(); i++) {
                    if (guide.steps().get(i).text().isBlank()) {
                        report.add("steps[" + i + "].text", "第 %d 步没有写做什么。".formatted(i + 1));
                    }
                }
            }),
            error("licence-five-steps", "行政许可写全五个环节", BasicRules::fiveSteps),
            error("licence-faq", "行政许可有常见问题", (guide, report) -> {
                if (guide.about().kind() == ServiceKind.LICENSING
                        && guide.faqs().isEmpty()) {
                    report.add("faqs", "行政许可事项至少要有一个常见问题。");
                }
            }),
            warning("faq-given", "有常见问题", (guide, report) -> {
                if (guide.about().kind() != ServiceKind.LICENSING
                        && guide.faqs().isEmpty()) {
                    report.add("faqs", "还没有常见问题。把窗口上最常被问的写一两个。");
                }
            }),
            error("faq-complete", "常见问题有问有答", (guide, report) -> {
                for (int i = 0; i < guide.faqs().size(); i++) {
                    var faq = guide.faqs().get(i);
                    if (faq.question().isBlank() || faq.answer().isBlank()) {
                        report.add("faqs[" + i + "]", "第 %d 个常见问题要有问也有答。".formatted(i + 1));
                    }
                }
            }));

    private BasicRules() {}

    private static void fiveSteps(GuideContent guide, Rule.Report report) {
        if (guide.about().kind() != ServiceKind.LICENSING) {
            return;
        }
        var names = guide.steps().stream().map(Step::name).collect(Collectors.toSet());
        var missing = FIVE_STEPS.stream().filter(step -> !names.contains(step)).collect(Collectors.joining("、"));
        if (!missing.isEmpty()) {
            report.add("steps", "行政许可的流程要有受理、审核、审批、办结、送达五个环节，还缺：" + missing + "。");
        }
    }
}
