package cn.estation.guide.desk;

import cn.estation.guide.content.About;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Fee;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Step;
import cn.estation.guide.content.TimeLimit;
import cn.estation.guide.content.Upkeep;
import cn.estation.guide.content.Words;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideVersion;
import cn.estation.kernel.CleanText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.Errors;

/**
 * A guide as it is typed: documents, steps and aliases one per line. A document's line may go on after bars with form,
 * copies, necessity and note: {@code 户口簿｜复印件｜2｜必要｜首页和本人页}.
 *
 * @param edits the savings of the draft the writer had seen; 0 for a new guide
 */
record GuideForm(
        String cellId,
        int edits,
        @NotBlank @Size(max = 100) String title,
        @NotNull @Nullable GuideTopic topic,
        @NotNull @Nullable Audience audience,
        @NotBlank @Size(max = 1000) String summary,
        @Size(max = 2000) String eligibility,
        @Size(max = 100) String handlingBody,
        @Size(max = 300) String place,
        @Size(max = 200) String hours,

        @Size(max = 64) @Pattern(regexp = "[0-9+()（）、，,转 -]*", message = "电话只填数字和 - ，多个用顿号隔开。")
        String phone,

        @Size(max = 500) @Pattern(regexp = "(https://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~]*)?)?", message = "网址应以 https:// 开头。")
        String onlineUrl,

        @Size(max = 300) String fee,
        @Size(max = 100) String statutoryLimit,
        @Size(max = 100) String promisedLimit,
        @Size(max = 1000) String legalBasis,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate effectiveFrom,

        @Size(max = 8000) String documents,
        @Size(max = 8000) String steps,
        @Size(max = 4000) String aliases) {

    private static final int MOST_LINES = 40;

    @SuppressWarnings("NullAway") // a field that was not sent arrives as null
    GuideForm {
        cellId = clean(cellId);
        title = clean(title);
        summary = clean(summary);
        eligibility = clean(eligibility);
        handlingBody = clean(handlingBody);
        place = clean(place);
        hours = clean(hours);
        phone = clean(phone);
        onlineUrl = clean(onlineUrl);
        fee = clean(fee);
        statutoryLimit = clean(statutoryLimit);
        promisedLimit = clean(promisedLimit);
        legalBasis = clean(legalBasis);
        documents = clean(documents);
        steps = clean(steps);
        aliases = clean(aliases);
    }

    static GuideForm blank(String cellId, LocalDate today) {
        return new GuideForm(cellId, 0, "", null, null, "", "", "", "", "", "", "", "", "", "", "", today, "", "", "");
    }

    static GuideForm of(GuideItem item, GuideVersion draft, GuideContent content) {
        return new GuideForm(
                Long.toString(item.cellId()),
                draft.edits(),
                content.title(),
                content.about().topic(),
                content.about().audience(),
                content.about().summary(),
                content.about().eligibility(),
                content.handling().handlingBody(),
                content.access().place(),
                content.access().hours(),
                content.access().phone(),
                content.access().onlineUrl(),
                content.fee().charged() ? content.fee().text() : "不收费",
                content.handling().statutory().text(),
                content.handling().timeLimit(),
                content.standing().lawText(),
                content.upkeep().effectiveFrom(),
                content.documents().stream().map(GuideForm::line).collect(Collectors.joining("\n")),
                content.steps().stream().map(Step::line).collect(Collectors.joining("\n")),
                String.join("\n", content.words().aliases()));
    }

    /** What was typed, or nothing after telling {@code errors} what is wrong with it. */
    @Nullable GuideContent read(Errors errors) {
        if (!everything().allMatch(CleanText::isClean)) {
            errors.reject("unclean", "内容里有无法保存的特殊字符，请删除后再试。");
        }
        var read = documents(errors);
        var stepLines = lines("steps", steps, 500, errors);
        var aliasLines = lines("aliases", aliases, 100, errors);
        if (errors.hasErrors() || topic == null || audience == null || effectiveFrom == null) {
            return null;
        }
        boolean charged = !fee.isEmpty() && !fee.contains("不收费");
        boolean atOnce = promisedLimit.equals("当场办结");
        return new GuideContent(
                new About(title, ServiceKind.PUBLIC_SERVICE, List.of(topic), audience, summary, eligibility, ""),
                new Handling(
                        handlingBody,
                        Handling.Nature.STATUTORY,
                        Handling.Level.DISTRICT,
                        atOnce ? Handling.Processing.IMMEDIATE : Handling.Processing.COMMITTED,
                        TimeLimit.words(statutoryLimit),
                        TimeLimit.words(atOnce ? "" : promisedLimit)),
                new Access(place.isEmpty() ? 0 : 1, "", channels(), place, hours, phone, ""),
                new Fee(charged, "", false, charged ? List.of(new Fee.Item("", fee, "", "")) : List.of()),
                List.of(),
                stepLines.stream().map(line -> new Step("", line)).toList(),
                read,
                List.of(),
                new Standing(
                        "", "", legalBasis.isEmpty() ? List.of() : List.of(new Standing.Law(legalBasis, "", "", ""))),
                new Words(aliasLines, java.util.Map.of()),
                new Upkeep(List.of(), false, null, "", effectiveFrom, null),
                List.of());
    }

    private List<Access.Channel> channels() {
        var channels = new ArrayList<Access.Channel>();
        if (!place.isEmpty()) {
            channels.add(new Access.Channel(Access.Channel.Kind.COUNTER, "", ""));
        }
        if (!onlineUrl.isEmpty()) {
            channels.add(new Access.Channel(Access.Channel.Kind.ONLINE, onlineUrl, ""));
        }
        return channels;
    }

    private Stream<String> everything() {
        return Stream.of(
                title,
                summary,
                eligibility,
                handlingBody,
                place,
                hours,
                phone,
                onlineUrl,
                fee,
                statutoryLimit,
                promisedLimit,
                legalBasis,
                documents,
                steps,
                aliases);
    }

    private List<Document> documents(Errors errors) {
        var read = new ArrayList<Document>();
        int number = 0;
        for (var line : lines("documents", documents, 600, errors)) {
            number++;
            try {
                read.add(document("d" + number, line));
            } catch (IllegalArgumentException wrong) {
                errors.rejectValue("documents", "line", "第 " + number + " 项：" + wrong.getMessage());
            }
        }
        return read;
    }

    private static Document document(String id, String line) {
        var cells = Arrays.stream(line.split("[|｜]", 5)).map(String::strip).toList();
        var name = cells.getFirst();
        var note = cell(cells, 4, "");
        if (name.isEmpty() || name.length() > 200 || note.length() > 300) {
            throw new IllegalArgumentException("名称要填，不超过 200 字；说明不超过 300 字。");
        }
        var copies = cell(cells, 2, "1");
        if (!copies.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("份数应为 1 到 99。");
        }
        return new Document(
                id,
                name,
                Arrays.stream(Document.Form.values())
                        .filter(form -> form.title().equals(cell(cells, 1, "原件")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("第二格应为原件、复印件、原件和复印件或原件或复印件。")),
                Integer.parseInt(copies),
                Document.Medium.PAPER,
                Arrays.stream(Document.Necessity.values())
                        .filter(necessity -> necessity.title().equals(cell(cells, 3, "必要")))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("第四格应为必要、视情况或可以后补。")),
                Document.Source.APPLICANT,
                "",
                "",
                "",
                note,
                true);
    }

    private static String cell(List<String> cells, int index, String otherwise) {
        return cells.size() > index && !cells.get(index).isEmpty() ? cells.get(index) : otherwise;
    }

    private static String line(Document document) {
        return String.join(
                "｜",
                document.name(),
                document.form().title(),
                Integer.toString(document.copies()),
                document.necessity().title(),
                document.note());
    }

    private static List<String> lines(String field, String text, int longest, Errors errors) {
        var lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() > MOST_LINES) {
            errors.rejectValue(field, "lines", "最多 " + MOST_LINES + " 行。");
        }
        if (lines.stream().anyMatch(line -> line.length() > longest)) {
            errors.rejectValue(field, "line", "每行不超过 " + longest + " 字。");
        }
        return lines;
    }

    private static String clean(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
