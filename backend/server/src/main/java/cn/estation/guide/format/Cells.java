package cn.estation.guide.format;

import cn.estation.guide.Circumstance;
import cn.estation.guide.content.About;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Access.Channel;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Faq;
import cn.estation.guide.content.Fee;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Step;
import cn.estation.guide.content.TimeLimit;
import cn.estation.guide.content.Upkeep;
import cn.estation.guide.content.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A guide as a row of cells, and back. What has no column is taken from the guide as it is known. */
final class Cells {

    private static final Pattern LIMIT = Pattern.compile("(\\d{1,4})\\s*个?(工作日|日|天|自然日)(?:，(.*))?");
    private static final int MOST_LINES = 40;

    private Cells() {}

    /** A cell is not what it should be. The message is a sentence for the person. */
    static final class WrongCell extends RuntimeException {
        private final transient Column column;

        WrongCell(Column column, String sentence) {
            super(sentence);
            this.column = column;
        }

        Column column() {
            return column;
        }
    }

    static Map<Column, String> of(String code, GuideContent content) {
        var cells = new EnumMap<Column, String>(Column.class);
        var about = content.about();
        var handling = content.handling();
        var access = content.access();
        var upkeep = content.upkeep();
        cells.put(Column.CODE, code);
        cells.put(Column.TITLE, about.title());
        cells.put(Column.KIND, about.kind().title());
        cells.put(Column.TOPICS, joined(about.topics(), GuideTopic::title));
        cells.put(Column.AUDIENCE, about.audience().title());
        cells.put(Column.SUMMARY, about.summary());
        cells.put(Column.ELIGIBILITY, about.eligibility());
        cells.put(Column.LIMITS, about.limits());
        cells.put(Column.BODY, handling.handlingBody());
        cells.put(Column.LEVEL, handling.useLevel().title());
        cells.put(Column.PROCESSING, handling.processing().title());
        cells.put(Column.STATUTORY, handling.statutory().text());
        cells.put(Column.PROMISED, handling.promised().text());
        cells.put(Column.VISITS, Integer.toString(access.visits()));
        cells.put(Column.VISIT_REASON, access.visitReason());
        cells.put(
                Column.CHANNELS,
                lines(access.channels(), channel -> line(channel.kind().title(), channel.url(), channel.note())));
        cells.put(Column.PLACE, access.place());
        cells.put(Column.HOURS, access.hours());
        cells.put(Column.PHONE, access.phone());
        cells.put(Column.COMPLAINT_PHONE, access.complaintPhone());
        cells.put(Column.CHARGED, content.fee().charged() ? "是" : "否");
        cells.put(Column.FEE_BASIS, content.fee().basis());
        cells.put(
                Column.FEE_ITEMS,
                lines(content.fee().items(), item -> line(item.name(), item.standard(), item.basis(), item.waiver())));
        cells.put(
                Column.RESULTS,
                lines(
                        content.results(),
                        result -> line(result.kind().title(), result.name(), result.sample(), result.delivery())));
        cells.put(
                Column.STEPS,
                lines(
                        content.steps(),
                        step -> step.name().isEmpty() ? line(step.text()) : line(step.name(), step.text())));
        cells.put(Column.DOCUMENTS, lines(content.documents(), Cells::document));
        cells.put(Column.FAQS, lines(content.faqs(), faq -> line(faq.question(), faq.answer())));
        cells.put(Column.RIGHTS, content.standing().rights());
        cells.put(Column.DUTIES, content.standing().duties());
        cells.put(
                Column.LAW,
                lines(
                        content.standing().legalBasis(),
                        law -> line(law.law(), law.number(), law.article(), law.text())));
        cells.put(Column.ALIASES, lines(content.words().aliases(), Cells::line));
        cells.put(Column.TAGS, joined(upkeep.tags(), GuideTag::title));
        cells.put(Column.ASSISTED, upkeep.assisted() ? "是" : "否");
        cells.put(Column.REVIEW_BY, day(upkeep.reviewBy()));
        cells.put(Column.EFFECTIVE_FROM, day(upkeep.effectiveFrom()));
        cells.put(Column.EFFECTIVE_TO, day(upkeep.effectiveTo()));
        return cells;
    }

    /**
     * The guide that a row of cells describes.
     *
     * @param known the guide as it is now; null for a new one
     * @throws WrongCell if a cell is not what it should be
     */
    static GuideContent read(Map<Column, String> cells, @Nullable GuideContent known, LocalDate today) {
        var reading = new Reading(cells);
        var documents = reading.documents(known);
        var circumstances = known == null ? List.<Circumstance>of() : known.circumstances();
        requireDocuments(circumstances, documents);
        return new GuideContent(
                reading.about(),
                reading.handling(known),
                reading.access(),
                reading.fee(known),
                reading.list(
                        Column.RESULTS,
                        4,
                        parts -> new Result(
                                one(Column.RESULTS, parts.get(0), Result.Kind.values(), Result.Kind::title),
                                parts.get(1),
                                parts.get(2),
                                parts.get(3))),
                reading.steps(),
                documents,
                reading.list(Column.FAQS, 2, parts -> new Faq(parts.get(0), parts.get(1))),
                new Standing(
                        reading.text(Column.RIGHTS, 2000),
                        reading.text(Column.DUTIES, 2000),
                        reading.list(
                                Column.LAW,
                                4,
                                parts -> new Standing.Law(parts.get(0), parts.get(1), parts.get(2), parts.get(3)))),
                new Words(
                        reading.list(Column.ALIASES, 1, parts -> parts.get(0)),
                        known == null ? Map.of() : known.words().plain()),
                reading.upkeep(known, today),
                circumstances);
    }

    /** A question may not add or drop what the row no longer lists. */
    private static void requireDocuments(List<Circumstance> circumstances, List<Document> documents) {
        var ids = documents.stream().map(Document::id).collect(Collectors.toSet());
        circumstances.stream()
                .flatMap(circumstance -> circumstance.options().stream())
                .flatMap(option -> option.effects().stream())
                .filter(effect -> effect.kind().ofDocument() && !ids.contains(effect.document()))
                .findFirst()
                .ifPresent(effect -> {
                    throw new WrongCell(Column.DOCUMENTS, "少了情形中要用到的材料。请保留原有材料的名称，或先在指南里改情形。");
                });
    }

    private static String document(Document document) {
        return line(
                document.name(),
                document.form().title(),
                Integer.toString(document.copies()),
                document.necessity().title(),
                document.note());
    }

    private static <T> String joined(List<T> all, Function<T, String> title) {
        return all.stream().map(title).collect(Collectors.joining("、"));
    }

    private static <T> String lines(List<T> all, Function<T, String> line) {
        return all.stream().map(line).collect(Collectors.joining("\n"));
    }

    /** Parts divided by bars; bars and line breaks inside a part are escaped, empty parts at the end left out. */
    private static String line(String... parts) {
        return Arrays.stream(parts)
                .map(part -> part.replace("\\", "\\\\").replace("\n", "\\n").replace("｜", "\\｜"))
                .collect(Collectors.joining("｜"))
                .replaceAll("(?<!\\\\)｜+$", "");
    }

    static List<String> split(String line) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && "\\n｜".indexOf(line.charAt(i + 1)) >= 0) {
                i++;
                part.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
            } else if (c == '｜' || c == '|') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static <T> T one(Column column, String title, T[] values, Function<T, String> name) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(title))
                .findFirst()
                .orElseThrow(() -> new WrongCell(
                        column,
                        "“%s”不在可选范围内，应为%s。"
                                .formatted(
                                        title.length() > 20 ? title.substring(0, 20) + "…" : title,
                                        Arrays.stream(values).map(name).collect(Collectors.joining("、")))));
    }

    /** The cells of one row, read one after the other. */
    private record Reading(Map<Column, String> cells) {

        String text(Column column, int longest) {
            var text = FreeText.of(cells.getOrDefault(column, ""));
            if (text.length() > longest) {
                throw new WrongCell(column, "超过 " + longest + " 字，请精简。");
            }
            return text;
        }

        About about() {
            return new About(
                    required(Column.TITLE, 100),
                    choice(Column.KIND, ServiceKind.values(), ServiceKind::title, ServiceKind.PUBLIC_SERVICE),
                    several(Column.TOPICS, GuideTopic.values(), GuideTopic::title),
                    one(Column.AUDIENCE, required(Column.AUDIENCE, 20), Audience.values(), Audience::title),
                    text(Column.SUMMARY, 1000),
                    text(Column.ELIGIBILITY, 2000),
                    text(Column.LIMITS, 300));
        }

        Handling handling(@Nullable GuideContent known) {
            return new Handling(
                    text(Column.BODY, 100),
                    known == null ? Handling.Nature.STATUTORY : known.handling().bodyNature(),
                    choice(Column.LEVEL, Handling.Level.values(), Handling.Level::title, Handling.Level.DISTRICT),
                    choice(
                            Column.PROCESSING,
                            Handling.Processing.values(),
                            Handling.Processing::title,
                            Handling.Processing.COMMITTED),
                    limit(Column.STATUTORY),
                    limit(Column.PROMISED));
        }

        Access access() {
            var visits = text(Column.VISITS, 4);
            if (!visits.isEmpty() && !visits.matches("[0-9]")) {
                throw new WrongCell(Column.VISITS, "应为 0 到 9 的数字。");
            }
            return new Access(
                    visits.isEmpty() ? 0 : Integer.parseInt(visits),
                    text(Column.VISIT_REASON, 300),
                    list(
                            Column.CHANNELS,
                            3,
                            parts -> new Channel(
                                    one(Column.CHANNELS, parts.get(0), Channel.Kind.values(), Channel.Kind::title),
                                    parts.get(1),
                                    parts.get(2))),
                    text(Column.PLACE, 300),
                    text(Column.HOURS, 200),
                    text(Column.PHONE, 64),
                    text(Column.COMPLAINT_PHONE, 64));
        }

        Fee fee(@Nullable GuideContent known) {
            var fee = new Fee(
                    yes(Column.CHARGED),
                    text(Column.FEE_BASIS, 1000),
                    known != null && known.fee().payOnline(),
                    list(
                            Column.FEE_ITEMS,
                            4,
                            parts -> new Fee.Item(parts.get(0), parts.get(1), parts.get(2), parts.get(3))));
            if (!fee.charged() && !fee.items().isEmpty()) {
                throw new WrongCell(Column.CHARGED, "填了收费项目，是否收费应为“是”。");
            }
            return fee;
        }

        List<Step> steps() {
            return lines(Column.STEPS)
                    .map(parts -> parts.size() == 1 ? new Step("", parts.get(0)) : new Step(parts.get(0), parts.get(1)))
                    .toList();
        }

        List<Document> documents(@Nullable GuideContent known) {
            var before = known == null ? List.<Document>of() : known.documents();
            var ids = before.stream().map(Document::id).collect(Collectors.toCollection(HashSet::new));
            var names = new HashSet<String>();
            var documents = new ArrayList<Document>();
            for (var parts : lines(Column.DOCUMENTS).toList()) {
                if (!names.add(parts.get(0))) {
                    throw new WrongCell(Column.DOCUMENTS, "“" + parts.get(0) + "”写了两次，请合并成一行并改份数。");
                }
                var earlier = before.stream()
                        .filter(document -> document.name().equals(parts.get(0)))
                        .findFirst()
                        .orElse(null);
                documents.add(document(parts, earlier, ids));
            }
            return documents;
        }

        private static Document document(List<String> parts, @Nullable Document earlier, java.util.Set<String> ids) {
            var name = parts.get(0);
            var copies = part(parts, 2, "1");
            if (name.isEmpty() || name.length() > 200) {
                throw new WrongCell(Column.DOCUMENTS, "材料名称应为 1 到 200 字。");
            }
            if (!copies.matches("[1-9][0-9]?")) {
                throw new WrongCell(Column.DOCUMENTS, "“" + name + "”的份数应为 1 到 99。");
            }
            var form = one(Column.DOCUMENTS, part(parts, 1, "原件"), Document.Form.values(), Document.Form::title);
            var necessity =
                    one(Column.DOCUMENTS, part(parts, 3, "必要"), Document.Necessity.values(), Document.Necessity::title);
            return earlier == null
                    ? new Document(
                            fresh(ids),
                            name,
                            form,
                            Integer.parseInt(copies),
                            Document.Medium.PAPER,
                            necessity,
                            Document.Source.APPLICANT,
                            "",
                            "",
                            "",
                            part(parts, 4, ""),
                            true)
                    : new Document(
                            earlier.id(),
                            name,
                            form,
                            Integer.parseInt(copies),
                            earlier.medium(),
                            necessity,
                            earlier.source(),
                            earlier.sourceNote(),
                            earlier.blankForm(),
                            earlier.sampleForm(),
                            part(parts, 4, ""),
                            earlier.always());
        }

        private static String fresh(java.util.Set<String> ids) {
            int number = 1;
            while (!ids.add("m" + number)) {
                number++;
            }
            return "m" + number;
        }

        private static String part(List<String> parts, int index, String otherwise) {
            return parts.size() > index && !parts.get(index).isEmpty() ? parts.get(index) : otherwise;
        }

        Upkeep upkeep(@Nullable GuideContent known, LocalDate today) {
            var from = date(Column.EFFECTIVE_FROM);
            return new Upkeep(
                    several(Column.TAGS, GuideTag.values(), GuideTag::title),
                    yes(Column.ASSISTED),
                    date(Column.REVIEW_BY),
                    known == null ? "" : known.upkeep().owner(),
                    from != null ? from : known == null ? today : known.upkeep().effectiveFrom(),
                    date(Column.EFFECTIVE_TO));
        }

        <T> List<T> list(Column column, int parts, Function<List<String>, T> read) {
            return lines(column)
                    .map(line -> {
                        if (line.size() > parts) {
                            throw new WrongCell(column, "每行最多 " + parts + " 段，用竖线｜隔开。");
                        }
                        var padded = new ArrayList<>(line);
                        while (padded.size() < parts) {
                            padded.add("");
                        }
                        return read.apply(padded);
                    })
                    .toList();
        }

        private Stream<List<String>> lines(Column column) {
            var lines = FreeText.of(cells.getOrDefault(column, ""))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.size() > MOST_LINES) {
                throw new WrongCell(column, "最多 " + MOST_LINES + " 行。");
            }
            if (lines.stream().anyMatch(line -> line.length() > 1500)) {
                throw new WrongCell(column, "每行不超过 1500 字。");
            }
            return lines.stream().map(Cells::split);
        }

        private String required(Column column, int longest) {
            var text = text(column, longest);
            if (text.isEmpty()) {
                throw new WrongCell(column, "必填，请补上。");
            }
            return text;
        }

        private <T> T choice(Column column, T[] values, Function<T, String> title, T otherwise) {
            var text = text(column, 40);
            return text.isEmpty() ? otherwise : one(column, text, values, title);
        }

        private <T> List<T> several(Column column, T[] values, Function<T, String> title) {
            var text = column.required() ? required(column, 200) : text(column, 200);
            return Arrays.stream(text.split("[、，,；;\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> one(column, word, values, title))
                    .distinct()
                    .toList();
        }

        private boolean yes(Column column) {
            var text = text(column, 10);
            return !text.isEmpty() && FreeText.yes(text).orElseThrow(() -> new WrongCell(column, "应为“是”或“否”。"));
        }

        private TimeLimit limit(Column column) {
            var text = text(column, 200);
            var match = LIMIT.matcher(text);
            if (!match.matches()) {
                return text.isEmpty() ? TimeLimit.NONE : TimeLimit.words(text);
            }
            return new TimeLimit(
                    Integer.parseInt(match.group(1)),
                    match.group(2).equals("工作日") ? TimeLimit.Unit.WORKING_DAY : TimeLimit.Unit.DAY,
                    match.group(3) == null ? "" : match.group(3));
        }

        private @Nullable LocalDate date(Column column) {
            var text = text(column, 30).replace('/', '-').replace('.', '-');
            if (text.isEmpty()) {
                return null;
            }
            try {
                var parts = text.split("-");
                if (parts.length == 3 && parts[0].length() == 4) {
                    return LocalDate.of(
                            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                }
            } catch (NumberFormatException | java.time.DateTimeException notADay) {
                throw new WrongCell(column, "“" + text + "”不是日期，应为 2026-01-01 的样子。");
            }
            throw new WrongCell(column, "“" + text + "”不是日期，应为 2026-01-01 的样子。");
        }
    }
}
