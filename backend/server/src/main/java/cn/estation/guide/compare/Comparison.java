package cn.estation.guide.compare;

import cn.estation.guide.Circumstance;
import cn.estation.guide.compare.Change.Kind;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two contents field by field, and lists thing by thing: a document is the same document by its short name. */
public final class Comparison {

    private record Field(String name, Function<GuideContent, String> text) {}

    /** A list whose things are told apart by a key and compared by their text. */
    private record Things(String name, Function<GuideContent, Map<String, String>> byKey) {}

    private static final List<Field> FIELDS = List.of(
            new Field("标题", GuideContent::title),
            new Field("事项类型", guide -> guide.about().kind().title()),
            new Field("服务对象", guide -> guide.about().audience().title()),
            new Field("一段话说明", guide -> guide.about().summary()),
            new Field("受理条件", guide -> guide.about().eligibility()),
            new Field("数量限制", guide -> guide.about().limits()),
            new Field("实施主体", guide -> guide.handling().handlingBody()),
            new Field("实施主体性质", guide -> guide.handling().bodyNature().title()),
            new Field("行使层级", guide -> guide.handling().useLevel().title()),
            new Field("办件类型", guide -> guide.handling().processing().title()),
            new Field("法定时限", guide -> guide.handling().statutory().text()),
            new Field("承诺时限", guide -> guide.handling().promised().text()),
            new Field("到现场次数", guide -> guide.access().visits() + " 次"),
            new Field("到现场原因", guide -> guide.access().visitReason()),
            new Field("办理地点", guide -> guide.access().place()),
            new Field("办理时间", guide -> guide.access().hours()),
            new Field("咨询电话", guide -> guide.access().phone()),
            new Field("监督投诉电话", guide -> guide.access().complaintPhone()),
            new Field("是否收费", guide -> guide.fee().charged() ? "收费" : "不收费"),
            new Field("收费依据", guide -> guide.fee().basis()),
            new Field("网上支付", guide -> guide.fee().payOnline() ? "支持" : "不支持"),
            new Field("权利", guide -> guide.standing().rights()),
            new Field("义务", guide -> guide.standing().duties()),
            new Field("给老年人的明白卡", guide -> guide.words().plainFor(Words.Reader.ELDERLY)),
            new Field("给年轻人的明白卡", guide -> guide.words().plainFor(Words.Reader.YOUNG)),
            new Field("给新生儿家庭的明白卡", guide -> guide.words().plainFor(Words.Reader.NEWBORN)),
            new Field("帮代办", guide -> guide.upkeep().assisted() ? "可以" : "没有"),
            new Field("复核日期", guide -> day(guide.upkeep().reviewBy())),
            new Field("责任人", guide -> guide.upkeep().owner()),
            new Field("生效日期", guide -> day(guide.upkeep().effectiveFrom())),
            new Field("失效日期", guide -> day(guide.upkeep().effectiveTo())));

    private static final List<Things> THINGS = List.of(
            things("主题", guide -> guide.about().topics(), GuideTopic::name, GuideTopic::title),
            things(
                    "办理形式",
                    guide -> guide.access().channels(),
                    channel -> channel.kind().name(),
                    channel -> join(channel.line(), channel.url())),
            things(
                    "收费项目",
                    guide -> guide.fee().items(),
                    item -> item.name(),
                    item -> join(item.name(), item.standard(), item.basis(), item.waiver())),
            things(
                    "办理结果",
                    GuideContent::results,
                    result -> result.name(),
                    result -> join(result.line(), result.sample())),
            things("办理流程", GuideContent::steps, step -> step.line(), step -> step.line()),
            things("申请材料", GuideContent::documents, Document::id, Comparison::document),
            things(
                    "常见问题",
                    GuideContent::faqs,
                    faq -> faq.question(),
                    faq -> join("问：" + faq.question(), "答：" + faq.answer())),
            things(
                    "设定依据",
                    guide -> guide.standing().legalBasis(),
                    law -> law.law() + law.article(),
                    law -> join(law.line(), law.text())),
            things("居民的说法", guide -> guide.words().aliases(), alias -> alias, alias -> alias),
            things("标签", guide -> guide.upkeep().tags(), GuideTag::name, GuideTag::title),
            new Things("情形", guide -> questions(guide)));

    private Comparison() {}

    /** The differences in the order of the form; empty if both say the same. */
    public static List<Change> of(GuideContent before, GuideContent after) {
        var changes = new ArrayList<Change>();
        for (var field : FIELDS) {
            var old = field.text().apply(before);
            var now = field.text().apply(after);
            if (!old.equals(now)) {
                changes.add(new Change(kind(old, now), field.name(), old, now));
            }
        }
        THINGS.forEach(things -> compare(
                things.name(), things.byKey().apply(before), things.byKey().apply(after), changes));
        return List.copyOf(changes);
    }

    private static void compare(
            String name, Map<String, String> before, Map<String, String> after, List<Change> changes) {
        before.forEach((key, old) -> {
            var now = after.get(key);
            if (now == null) {
                changes.add(new Change(Kind.REMOVED, name, old, ""));
            } else if (!now.equals(old)) {
                changes.add(new Change(Kind.CHANGED, name, old, now));
            }
        });
        after.forEach((key, now) -> {
            if (!before.containsKey(key)) {
                changes.add(new Change(Kind.ADDED, name, "", now));
            }
        });
        var keptBefore = before.keySet().stream().filter(after::containsKey).toList();
        var keptAfter = after.keySet().stream().filter(before::containsKey).toList();
        if (!keptBefore.equals(keptAfter)) {
            changes.add(new Change(Kind.MOVED, name, order(keptBefore, before), order(keptAfter, after)));
        }
    }

    private static String order(List<String> keys, Map<String, String> texts) {
        return keys.stream()
                .map(key -> texts.getOrDefault(key, "").lines().findFirst().orElse(""))
                .collect(Collectors.joining(" → "));
    }

    private static Kind kind(String old, String now) {
        return old.isEmpty() ? Kind.ADDED : now.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }

    private static <T> Things things(
            String name, Function<GuideContent, List<T>> list, Function<T, String> key, Function<T, String> text) {
        return new Things(name, guide -> {
            var byKey = new LinkedHashMap<String, String>();
            for (var thing : list.apply(guide)) {
                var unique = key.apply(thing);
                while (byKey.containsKey(unique)) {
                    unique += "'";
                }
                byKey.put(unique, text.apply(thing));
            }
            return byKey;
        });
    }

    private static String document(Document document) {
        return join(
                document.line(),
                document.medium().title() + "，" + document.source().title() + document.sourceNote(),
                document.blankForm().isEmpty() ? "" : "空白表格：" + document.blankForm(),
                document.sampleForm().isEmpty() ? "" : "样表：" + document.sampleForm(),
                document.always() ? "" : "只在情形要求时带");
    }

    private static Map<String, String> questions(GuideContent guide) {
        return things(
                        "",
                        GuideContent::circumstances,
                        Circumstance::id,
                        question -> question.question()
                                + question.options().stream()
                                        .map(option -> option(guide, option))
                                        .collect(Collectors.joining()))
                .byKey()
                .apply(guide);
    }

    private static String option(GuideContent guide, Circumstance.Option option) {
        var next = option.next();
        return "\n· " + option.text()
                + option.effects().stream()
                        .map(effect -> "；" + effect.kind().title() + " " + guide.documentName(effect.document())
                                + effect.text())
                        .collect(Collectors.joining())
                + (next == null ? "" : "；接着问 " + asked(guide, next));
    }

    /** The question of this id, as people read it. */
    private static String asked(GuideContent guide, String id) {
        return guide.circumstances().stream()
                .filter(question -> question.id().equals(id))
                .map(Circumstance::question)
                .findFirst()
                .orElse(id);
    }

    private static String join(String... lines) {
        return java.util.Arrays.stream(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }
}
