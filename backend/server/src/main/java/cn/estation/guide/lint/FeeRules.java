package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;

import java.util.List;

/** What it costs. */
final class FeeRules {

    static final List<Rule> ALL = List.of(
            error("fee-has-basis", "收费有依据", (guide, report) -> {
                if (guide.fee().charged()
                        && guide.fee().basis().isBlank()
                        && guide.fee().items().stream()
                                .anyMatch(item -> item.basis().isBlank())) {
                    report.add("fee.basis", "要收费，就要写明收费依据。");
                }
            }),
            error("fee-has-items", "收费有项目", (guide, report) -> {
                if (guide.fee().charged() && guide.fee().items().isEmpty()) {
                    report.add("fee.items", "要收费，就要列出收费项目和标准。");
                }
            }),
            error("fee-item-complete", "收费项目有名称和标准", (guide, report) -> {
                for (int i = 0; i < guide.fee().items().size(); i++) {
                    var item = guide.fee().items().get(i);
                    if (item.name().isBlank() || item.standard().isBlank()) {
                        report.add("fee.items[" + i + "]", "第 %d 个收费项目要有名称和标准，如“补证 每证20元”。".formatted(i + 1));
                    }
                }
            }),
            error("free-has-no-items", "不收费就没有项目", (guide, report) -> {
                if (!guide.fee().charged() && !guide.fee().items().isEmpty()) {
                    report.add("fee.items", "写了不收费，却列着收费项目，请改其中一处。");
                }
            }),
            error("free-has-no-payment", "不收费就不用支付", (guide, report) -> {
                if (!guide.fee().charged() && guide.fee().payOnline()) {
                    report.add("fee.payOnline", "不收费的事项不应支持网上支付。");
                }
            }));

    private FeeRules() {}
}
