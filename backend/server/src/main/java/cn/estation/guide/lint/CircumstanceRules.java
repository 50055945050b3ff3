package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.Circumstance;
import cn.estation.guide.Circumstance.Effect;
import cn.estation.guide.Circumstance.Option;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The questions: every path ends, nothing hangs in the air. */
final class CircumstanceRules {

    static final List<Rule> ALL = List.of(
            error("question-asked", "情形有问题和选项", (guide, report) -> {
                for (int i = 0; i < guide.circumstances().size(); i++) {
                    var question = guide.circumstances().get(i);
                    if (question.question().isBlank()) {
                        report.add(field(i) + ".question", "第 %d 个情形要写问居民的话，如“谁来办？”。".formatted(i + 1));
                    }
                    if (question.options().size() < 2) {
                        report.add(field(i) + ".options", "“" + question.question() + "”至少要有两个选项。");
                    }
                    if (question.options().stream()
                            .anyMatch(option -> option.text().isBlank())) {
                        report.add(field(i) + ".options", "“" + question.question() + "”有选项没有写字。");
                    }
                }
            }),
            error("question-ids-differ", "情形和选项的短名不重复", CircumstanceRules::idsDiffer),
            error("next-question-known", "下一问都存在", (guide, report) -> {
                var known = ids(guide);
                eachOption(guide, (i, j, question, option) -> {
                    if (option.next() instanceof String next && !known.contains(next)) {
                        report.add(option(i, j) + ".next", "选“" + option.text() + "”之后要问的情形“" + next + "”不存在。");
                    }
                });
            }),
            error("paths-end", "情形没有绕圈", CircumstanceRules::pathsEnd),
            error("questions-reached", "每个情形都问得到", CircumstanceRules::reached),
            error("effect-document-known", "选项不影响没有的材料", (guide, report) -> {
                var known = guide.documents().stream().map(Document::id).collect(Collectors.toSet());
                eachOption(
                        guide,
                        (i, j, question, option) -> option.effects().stream()
                                .filter(effect -> effect.kind().ofDocument() && !known.contains(effect.document()))
                                .forEach(effect -> report.add(
                                        option(i, j) + ".effects",
                                        "选“" + option.text() + "”涉及的材料“" + effect.document() + "”不在材料清单里。")));
            }),
            error(
                    "effect-says-what",
                    "选项写明改成什么",
                    (guide, report) -> eachOption(
                            guide,
                            (i, j, question, option) -> option.effects().stream()
                                    .filter(effect -> !effect.kind().ofDocument()
                                            && effect.text().isBlank())
                                    .forEach(effect -> report.add(
                                            option(i, j) + ".effects",
                                            "选“" + option.text() + "”之后"
                                                    + effect.kind().title() + "什么，请写出来。")))),
            warning("effect-does-something", "选项的影响有用", CircumstanceRules::useless));

    private CircumstanceRules() {}

    @FunctionalInterface
    private interface OptionCheck {
        void accept(int question, int option, Circumstance asked, Option chosen);
    }

    private static void eachOption(GuideContent guide, OptionCheck check) {
        for (int i = 0; i < guide.circumstances().size(); i++) {
            var question = guide.circumstances().get(i);
            for (int j = 0; j < question.options().size(); j++) {
                check.accept(i, j, question, question.options().get(j));
            }
        }
    }

    private static void idsDiffer(GuideContent guide, Rule.Report report) {
        var seen = new HashSet<String>();
        for (int i = 0; i < guide.circumstances().size(); i++) {
            var question = guide.circumstances().get(i);
            if (!seen.add(question.id())) {
                report.add(field(i) + ".id", "情形的短名“" + question.id() + "”重复了。");
            }
            var options = question.options().stream().map(Option::id).collect(Collectors.toSet());
            if (options.size() < question.options().size()) {
                report.add(field(i) + ".options", "“" + question.question() + "”的选项短名重复了。");
            }
        }
    }

    /** Takes away, again and again, the questions all of whose options lead out; what is left goes round in circles. */
    private static void pathsEnd(GuideContent guide, Rule.Report report) {
        var open = guide.circumstances().stream()
                .collect(Collectors.toMap(Circumstance::id, question -> question, (one, other) -> one));
        while (open.values()
                .removeIf(question -> question.options().stream()
                        .map(Option::next)
                        .noneMatch(next -> next != null && open.containsKey(next)))) {
            // until nothing more falls away
        }
        for (int i = 0; i < guide.circumstances().size(); i++) {
            var question = guide.circumstances().get(i);
            if (open.containsKey(question.id()) && inCircle(question, open)) {
                report.add(field(i), "从“" + question.question() + "”问下去会绕回来，居民永远答不完。");
            }
        }
    }

    private static boolean inCircle(Circumstance start, Map<String, Circumstance> open) {
        var seen = new HashSet<String>();
        var next = new ArrayDeque<>(List.of(start.id()));
        while (!next.isEmpty()) {
            var question = open.get(next.poll());
            if (question == null) {
                continue;
            }
            for (var option : question.options()) {
                if (start.id().equals(option.next())) {
                    return true;
                }
                if (option.next() instanceof String following && seen.add(following)) {
                    next.add(following);
                }
            }
        }
        return false;
    }

    private static void reached(GuideContent guide, Rule.Report report) {
        if (guide.circumstances().isEmpty()) {
            return;
        }
        var reached = new HashSet<String>();
        var next = new ArrayDeque<>(List.of(guide.circumstances().getFirst().id()));
        while (!next.isEmpty()) {
            var id = next.poll();
            if (reached.add(id)) {
                guide.circumstances().stream()
                        .filter(question -> question.id().equals(id))
                        .flatMap(question -> question.options().stream())
                        .map(Option::next)
                        .filter(Objects::nonNull)
                        .forEach(next::add);
            }
        }
        for (int i = 0; i < guide.circumstances().size(); i++) {
            var question = guide.circumstances().get(i);
            if (!reached.contains(question.id())) {
                report.add(field(i), "“" + question.question() + "”问不到：没有哪个选项的下一问是它。");
            }
        }
    }

    private static void useless(GuideContent guide, Rule.Report report) {
        var always = guide.documents().stream()
                .filter(Document::always)
                .map(Document::id)
                .collect(Collectors.toSet());
        eachOption(
                guide,
                (i, j, question, option) -> option.effects().stream()
                        .filter(effect ->
                                effect.kind() == Effect.Kind.ADD_DOCUMENT && always.contains(effect.document()))
                        .forEach(effect -> report.add(
                                option(i, j) + ".effects",
                                "选“" + option.text() + "”要多带的材料本来就总要带，请去掉这条影响或把材料改为“只在情形要求时带”。")));
    }

    private static Set<String> ids(GuideContent guide) {
        return guide.circumstances().stream().map(Circumstance::id).collect(Collectors.toSet());
    }

    private static String field(int question) {
        return "circumstances[" + question + "]";
    }

    private static String option(int question, int option) {
        return field(question) + ".options[" + option + "]";
    }
}
