package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.Result;
import cn.estation.guide.content.Result.Kind;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What residents get in the end. */
final class ResultRules {

    private static final Pattern LICENCE = Pattern.compile(".*(证|证书|执照|证照)");
    private static final Pattern APPROVAL = Pattern.compile(".*(批文|批复|批准书|决定书)");

    static final List<Rule> ALL = List.of(
            warning("result-given", "写明办理结果", (guide, report) -> {
                if (guide.results().isEmpty()) {
                    report.add("results", "请写办好以后居民拿到什么。");
                }
            }),
            error("result-named", "结果有名称", each((result, report) -> {
                if (result.kind() != Kind.NONE && result.name().isBlank()) {
                    report.add("name", "办理结果要有名称。");
                }
            })),
            error("licence-is-a-licence", "“…证”的类型是证照", each((result, report) -> {
                if (LICENCE.matcher(result.name()).matches() && result.kind() != Kind.LICENCE) {
                    report.add("kind", "“" + result.name() + "”是证照，结果类型应选证照。");
                }
            })),
            error("approval-is-an-approval", "“…批复”的类型是批文", each((result, report) -> {
                if (APPROVAL.matcher(result.name()).matches() && result.kind() != Kind.APPROVAL) {
                    report.add("kind", "“" + result.name() + "”是批文，结果类型应选批文。");
                }
            })),
            warning("result-has-sample", "证照批文有样本", each((result, report) -> {
                boolean paper = result.kind() == Kind.LICENCE
                        || result.kind() == Kind.APPROVAL
                        || result.kind() == Kind.CERTIFICATE;
                if (paper && result.sample().isBlank()) {
                    report.add("sample", "请给“" + result.name() + "”配一张样本，居民好认。");
                }
            })));

    private ResultRules() {}

    private static BiConsumer<cn.estation.guide.content.GuideContent, Rule.Report> each(
            BiConsumer<Result, Rule.Report> check) {
        return (guide, report) -> {
            for (int i = 0; i < guide.results().size(); i++) {
                var field = "results[" + i + "].";
                check.accept(guide.results().get(i), (part, sentence) -> report.add(field + part, sentence));
            }
        };
    }
}
