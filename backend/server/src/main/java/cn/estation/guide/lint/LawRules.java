package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.Standing;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The law behind it. */
final class LawRules {

    private static final Pattern ARTICLE = Pattern.compile("第[零〇一二三四五六七八九十百千0-9]+[条款章节项].*|全文");

    static final List<Rule> ALL = List.of(
            error("law-given", "行使权力要有法律依据", (guide, report) -> {
                if (guide.about().kind() != ServiceKind.PUBLIC_SERVICE
                        && guide.standing().legalBasis().isEmpty()) {
                    report.add("legalBasis", guide.about().kind().title() + "事项要写设定依据。");
                }
            }),
            error("law-named", "依据有名称", each((law, report) -> {
                if (law.law().isBlank()) {
                    report.add("law", "设定依据要写法律、法规或文件的名称。");
                }
            })),
            error("law-has-article", "依据写明第几条", each((law, report) -> {
                if (!law.law().isBlank()
                        && !ARTICLE.matcher(law.article().strip()).matches()) {
                    report.add("article", "“" + law.law() + "”请写明是第几条，如“第三十六条”。");
                }
            })),
            warning("law-in-brackets", "依据用书名号", each((law, report) -> {
                if (!law.law().isBlank() && !law.law().matches("《[^《》]+(《[^《》]+》[^《》]*)*》.*")) {
                    report.add("law", "法律、法规和文件的名称请加书名号《》。");
                }
            })));

    private LawRules() {}

    private static BiConsumer<GuideContent, Rule.Report> each(BiConsumer<Standing.Law, Rule.Report> check) {
        return (guide, report) -> {
            var laws = guide.standing().legalBasis();
            for (int i = 0; i < laws.size(); i++) {
                var field = "legalBasis[" + i + "].";
                check.accept(laws.get(i), (part, sentence) -> report.add(field + part, sentence));
            }
        };
    }
}
