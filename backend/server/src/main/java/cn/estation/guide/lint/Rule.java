package cn.estation.guide.lint;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.lint.Finding.Severity;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One rule: a name, how grave it is to break it, and the check.
 *
 * @param title what it demands, for the console
 */
record Rule(String name, String title, Severity severity, BiConsumer<GuideContent, Report> check) {

    static Rule error(String name, String title, BiConsumer<GuideContent, Report> check) {
        return new Rule(name, title, Severity.ERROR, check);
    }

    static Rule warning(String name, String title, BiConsumer<GuideContent, Report> check) {
        return new Rule(name, title, Severity.WARNING, check);
    }

    /** Where a check says what it found. */
    @FunctionalInterface
    interface Report {
        void add(String field, String sentence);
    }

    void apply(GuideContent guide, List<Finding> into) {
        check.accept(guide, (field, sentence) -> into.add(new Finding(severity, name, field, sentence)));
    }
}
