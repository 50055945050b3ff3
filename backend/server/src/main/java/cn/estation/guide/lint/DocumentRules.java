package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.Circumstance.Effect;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Document.Source;
import cn.estation.guide.content.GuideContent;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What to bring. */
final class DocumentRules {

    static final List<Rule> ALL = List.of(
            error("document-named", "材料有名称", each((document, report) -> {
                if (document.name().isBlank()) {
                    report.add("name", "材料要有名称。");
                }
            })),
            error("document-counted", "材料有份数", each((document, report) -> {
                if (document.copies() < 1) {
                    report.add("copies", "“" + document.name() + "”要写几份，至少 1 份。");
                }
            })),
            error("document-source", "材料写明从哪来", each((document, report) -> {
                if (document.source() == Source.OTHER && document.sourceNote().isBlank()) {
                    report.add("sourceNote", "“" + document.name() + "”的来源是其他，请写明从哪里来。");
                }
            })),
            warning("document-issuer", "政府核发的写明部门", each((document, report) -> {
                if (document.source() == Source.GOVERNMENT
                        && document.sourceNote().isBlank()) {
                    report.add("sourceNote", "“" + document.name() + "”是政府部门核发的，请写明哪个部门。");
                }
            })),
            error("document-ids-differ", "材料短名不重复", (guide, report) -> {
                var seen = new HashSet<String>();
                for (int i = 0; i < guide.documents().size(); i++) {
                    if (!seen.add(guide.documents().get(i).id())) {
                        report.add("documents[" + i + "].id", "材料短名重复了，情形会分不清是哪一样。");
                    }
                }
            }),
            warning("document-names-differ", "材料名称不重复", (guide, report) -> {
                var seen = new HashSet<String>();
                for (int i = 0; i < guide.documents().size(); i++) {
                    if (!seen.add(guide.documents().get(i).name())) {
                        report.add("documents[" + i + "].name", "材料名称重复了，请合并或写得更清楚。");
                    }
                }
            }),
            error("no-orphan-document", "没有谁也用不到的材料", (guide, report) -> {
                var added = added(guide);
                for (int i = 0; i < guide.documents().size(); i++) {
                    var document = guide.documents().get(i);
                    if (!document.always() && !added.contains(document.id())) {
                        report.add(
                                "documents[" + i + "].always", "“" + document.name() + "”不是总要带，也没有哪种情形要求带，居民永远看不到它。");
                    }
                }
            }));

    private DocumentRules() {}

    private static java.util.Set<String> added(GuideContent guide) {
        return guide.circumstances().stream()
                .flatMap(question -> question.options().stream())
                .flatMap(option -> option.effects().stream())
                .filter(effect -> effect.kind() == Effect.Kind.ADD_DOCUMENT)
                .map(Effect::document)
                .collect(Collectors.toSet());
    }

    private static BiConsumer<GuideContent, Rule.Report> each(BiConsumer<Document, Rule.Report> check) {
        return (guide, report) -> {
            for (int i = 0; i < guide.documents().size(); i++) {
                var field = "documents[" + i + "].";
                check.accept(guide.documents().get(i), (part, sentence) -> report.add(field + part, sentence));
            }
        };
    }
}
