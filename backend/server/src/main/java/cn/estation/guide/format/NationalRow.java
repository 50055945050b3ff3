package cn.estation.guide.format;

import cn.estation.guide.content.About;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Access.Channel;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
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
import cn.estation.guide.format.Row.Finding;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Sha256;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A service item as the national platform and the portals that feed it exchange it: one flat object with the field names of
 * the exchange ({@code taskCode}) or of a portal ({@code TASK_CODE}). Takes what is there, leaves out what means nothing,
 * and says what it could not use.
 */
final class NationalRow {

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_ELIGIBILITY = 2000;
    private static final int LONGEST_PLACE = 300;
    private static final int LONGEST_PHONE = 64;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_DOCUMENTS = 40;

    private final JsonNode row;
    private final List<Finding> findings = new ArrayList<>();

    private NationalRow(JsonNode row) {
        this.row = row;
    }

    /** True if the object speaks the exchange's language. */
    static boolean fits(JsonNode row) {
        return row.has("TASK_CODE") || row.has("taskCode") || row.has("TASK_NAME") || row.has("taskName");
    }

    /** Reads one object. {@code today} is the day from which a guide holds when the row names none. */
    static Row read(int line, JsonNode row, LocalDate today) {
        return new NationalRow(row).read(line, today);
    }

    private Row read(int line, LocalDate today) {
        var code = text("TASK_CODE", "taskCode");
        var title = title();
        if (!CleanText.isClean(row.toString())) {
            return Row.refused(line, "", "", "整行", "这一行含有无法保存的特殊字符，请清理后再导入。");
        }
        if (code.isEmpty()) {
            return Row.refused(line, "", cut(title), "TASK_CODE", "没有事项编码，无法识别这是哪一个事项，请补上后再导入。");
        }
        if (!code.matches("[0-9A-Za-z_.-]{4,64}")) {
            return Row.refused(line, "", cut(title), "TASK_CODE", "事项编码应为 4 到 64 位字母和数字，请核对。");
        }
        if (title.isEmpty()) {
            return Row.refused(line, code, "", "TASK_NAME", "没有事项名称，请补上后再导入。");
        }
        if (title.length() > LONGEST_TITLE) {
            return Row.refused(line, code, cut(title), "TASK_NAME", "事项名称超过 " + LONGEST_TITLE + " 字，请缩短后再导入。");
        }
        var content = content(title, today);
        for (var wrong : tooLong(content)) {
            return new Row(line, code, title, "", null, true, List.of(wrong));
        }
        return new Row(line, code, title, digest(), content, true, findings);
    }

    private GuideContent content(String title, LocalDate today) {
        var audience = audience();
        var access = access();
        return new GuideContent(
                new About(title, kind(), topics(audience), audience, "", eligibility(), text("limitExplain")),
                handling(),
                access,
                fee(),
                results(),
                List.<Step>of(),
                documents(),
                List.of(),
                Standing.NONE,
                new Words(aliases(title), java.util.Map.of()),
                new Upkeep(tags(access), false, null, "", from(today), null),
                List.of());
    }

    private String title() {
        var title = text("TASK_NAME", "taskName");
        var part = text("subTaskName");
        var bare = part.replaceAll("^[（(](.*)[)）]$", "$1");
        return bare.isEmpty() || title.contains(bare) ? title : title + "（" + bare + "）";
    }

    private ServiceKind kind() {
        var words = text("TASK_TYPE_TEXT", "matter_type", "taskTypeText");
        for (var kind : ServiceKind.values()) {
            if (kind.title().equals(words)) {
                return kind;
            }
        }
        // Codes differ between platforms, the words do not; the code only helps where there are no words.
        var code = text("TASK_TYPE", "taskType");
        if (words.isEmpty() && ServiceKind.ofCode(code).isPresent()) {
            return ServiceKind.ofCode(code).orElseThrow();
        }
        note("TASK_TYPE_TEXT", "没有认出事项类型“" + cut(words + code) + "”，按公共服务收录，请核对。");
        return ServiceKind.PUBLIC_SERVICE;
    }

    private Audience audience() {
        var whom = texts("service_object_name", "serverType");
        if (whom.isEmpty()) {
            note("service_object_name", "没有写服务对象，按个人和单位收录，请核对。");
            return Audience.BOTH;
        }
        boolean persons = whom.stream().anyMatch(one -> one.contains("自然人") || one.contains("个人") || one.equals("1"));
        boolean others = whom.stream().anyMatch(one -> !one.contains("自然人") && !one.contains("个人") && !one.equals("1"));
        return persons && others ? Audience.BOTH : persons ? Audience.PERSON : Audience.ORGANISATION;
    }

    private List<GuideTopic> topics(Audience audience) {
        var found = new LinkedHashSet<GuideTopic>();
        texts("theme_category", "userTopicType", "corpTopicType").forEach(words -> found.add(Topics.of(words)));
        found.removeIf(topic -> !topic.suits(audience));
        if (found.size() > 1) {
            found.remove(GuideTopic.OTHER);
        }
        return found.isEmpty() ? List.of(GuideTopic.OTHER) : List.copyOf(found);
    }

    private Handling handling() {
        var promised = limit("handle_time_limit", "promiseDay");
        return new Handling(
                text("DEPT_NAME", "deptName"),
                Handling.Nature.STATUTORY,
                level(),
                text("projectType").contains("即") || text("projectType").equals("1")
                        ? Handling.Processing.IMMEDIATE
                        : Handling.Processing.COMMITTED,
                limit("handle_time", "anticipateDay"),
                promised);
    }

    private Handling.Level level() {
        var words = text("matter_level", "useLevel", "district");
        for (var level : Handling.Level.values()) {
            if (!words.isEmpty() && level.title().startsWith(words.substring(0, 1))) {
                return level;
            }
        }
        note("matter_level", "没有认出行使层级“" + cut(words) + "”，按区县级收录，请核对。");
        return Handling.Level.DISTRICT;
    }

    private TimeLimit limit(String... names) {
        var words = text(names);
        if (words.isEmpty()) {
            return TimeLimit.NONE;
        }
        return FreeText.limit(words)
                .map(limit -> new TimeLimit(
                        limit.days(), limit.workingDays() ? TimeLimit.Unit.WORKING_DAY : TimeLimit.Unit.DAY, ""))
                .orElseGet(() -> TimeLimit.words(cut(words)));
    }

    private Access access() {
        var where = text("handle_location", "transactAddr");
        var contact = text("consult_phone", "linkWay");
        var place = FreeText.place(where);
        var hours = Stream.of(text("transactTime"), FreeText.hours(where), FreeText.hours(contact))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
        return new Access(
                visits(),
                text("limitSceneExplain"),
                channels(place),
                place,
                hours,
                phone("consult_phone", contact),
                phone("complain_phone", text("complain_phone", "superviseWay")));
    }

    private int visits() {
        var words = text("visit_number", "LIMIT_SCENE_NUM", "limitSceneNum");
        var count = FreeText.count(words);
        if (count.isEmpty() && !words.isEmpty()) {
            note("visit_number", "到现场次数“" + cut(words) + "”不是数字，按 0 次收录，请核对。");
        }
        return count.orElse(0);
    }

    private List<Channel> channels(String place) {
        var channels = new ArrayList<Channel>();
        if (!place.isEmpty()) {
            var book = FreeText.yes(text("isSchedule")).orElse(false)
                    || !text("online_book_addr").isEmpty();
            channels.add(new Channel(Channel.Kind.COUNTER, "", book ? "可以预约" : ""));
        }
        var url = address("URL", "onlineHandleUrl");
        boolean online = FreeText.yes(text("ONLINECHECK", "isOnline")).orElse(!url.isEmpty());
        if (online && !url.isEmpty()) {
            channels.add(new Channel(Channel.Kind.ONLINE, url, text("bear_paltform")));
        }
        var mobile = address("mobileTerminalUrl");
        if (!mobile.isEmpty()) {
            channels.add(new Channel(Channel.Kind.MOBILE, mobile, ""));
        }
        if (FreeText.yes(text("courier_service", "isExpress")).orElse(false)) {
            channels.add(new Channel(Channel.Kind.POST, "", ""));
        }
        if (FreeText.yes(text("isServiceTerminals")).orElse(false)) {
            channels.add(new Channel(Channel.Kind.TERMINAL, "", ""));
        }
        if (channels.isEmpty()) {
            note("handle_location", "没有办理地点，也没有网上办理地址，发布前请补上其中一种。");
        }
        return channels;
    }

    private String address(String... names) {
        var url = text(names);
        if (url.isEmpty() || (url.length() <= 500 && url.matches("https?://[!-~]+"))) {
            return url;
        }
        note(names[0], "“" + cut(url) + "”不是网址，没有收录。");
        return "";
    }

    private String phone(String field, String words) {
        if (words.isEmpty()) {
            return "";
        }
        var all = FreeText.phones(words);
        if (all.isEmpty()) {
            note(field, "没有认出电话号码：“" + cut(words) + "”，请补上。");
            return "";
        }
        var areas = all.stream()
                .filter(phone -> phone.matches("0\\d{2,3}-.*"))
                .map(phone -> phone.substring(0, phone.indexOf('-')))
                .distinct()
                .toList();
        var kept = new ArrayList<String>();
        for (var phone : all) {
            var whole = FreeText.lacksAreaCode(phone) && areas.size() == 1 ? areas.getFirst() + "-" + phone : phone;
            if (FreeText.lacksAreaCode(whole)) {
                note(field, "电话 " + whole + " 没有区号，请补上。");
            }
            if (!kept.contains(whole) && String.join("、", kept).length() + whole.length() < LONGEST_PHONE) {
                kept.add(whole);
            }
        }
        if (kept.size() < all.stream().distinct().count()
                && String.join("、", kept).length() > LONGEST_PHONE - 20) {
            note(field, "号码太多，只收录了前 " + kept.size() + " 个。");
        }
        return String.join("、", kept);
    }

    private Fee fee() {
        if (!FreeText.yes(text("isFee")).orElse(false)) {
            return Fee.NONE;
        }
        return new Fee(true, text("feeBasis"), FreeText.yes(text("isPayOnline")).orElse(false), List.of());
    }

    private List<Result> results() {
        var name = text("resultName");
        return name.isEmpty() ? List.of() : List.of(new Result(Result.Kind.NONE, name, "", ""));
    }

    private List<Document> documents() {
        var names = new LinkedHashSet<String>();
        for (var name : texts("material_intro", "materials")) {
            if (name.length() <= LONGEST_NAME) {
                names.add(name);
            } else {
                note("material_intro", "材料“" + cut(name) + "”名称超过 " + LONGEST_NAME + " 字，没有收录。");
            }
        }
        if (names.size() > MOST_DOCUMENTS) {
            note("material_intro", "材料超过 " + MOST_DOCUMENTS + " 样，只收录了前 " + MOST_DOCUMENTS + " 样。");
        }
        var documents = new ArrayList<Document>();
        names.stream().limit(MOST_DOCUMENTS).forEach(name -> documents.add(document(documents.size() + 1, name)));
        return documents;
    }

    private static Document document(int number, String name) {
        return new Document(
                "m" + number,
                name,
                Document.Form.ORIGINAL,
                1,
                Document.Medium.EITHER,
                Document.Necessity.REQUIRED,
                Document.Source.APPLICANT,
                "",
                "",
                "",
                "",
                true);
    }

    private String eligibility() {
        return text("accept_standard", "acceptCondition");
    }

    private List<String> aliases(String title) {
        return Stream.of(text("matter_daily"), text("matter_short"))
                .flatMap(words -> FreeText.words(words).stream())
                .filter(word -> !word.equals(title) && word.length() <= 100)
                .distinct()
                .limit(20)
                .toList();
    }

    private static List<GuideTag> tags(Access access) {
        return access.visits() == 0 && access.has(Channel.Kind.ONLINE) ? List.of(GuideTag.ONLINE) : List.of();
    }

    private LocalDate from(LocalDate today) {
        var day = text("planEffectiveDate");
        if (day.isEmpty()) {
            return today;
        }
        try {
            return LocalDate.parse(day.length() > 10 ? day.substring(0, 10) : day);
        } catch (DateTimeParseException notADay) {
            note("planEffectiveDate", "生效日期“" + cut(day) + "”不是日期，按导入当天收录。");
            return today;
        }
    }

    private static List<Finding> tooLong(GuideContent content) {
        if (content.about().eligibility().length() > LONGEST_ELIGIBILITY) {
            return List.of(new Finding("accept_standard", "受理条件超过 " + LONGEST_ELIGIBILITY + " 字，请精简后再导入。"));
        }
        if (content.access().place().length() > LONGEST_PLACE) {
            return List.of(new Finding("handle_location", "办理地点超过 " + LONGEST_PLACE + " 字，请精简后再导入。"));
        }
        return List.of();
    }

    /** The first of these fields that says something. */
    private String text(String... names) {
        for (var name : names) {
            var value = row.path(name);
            var text = value.isString() || value.isNumber() || value.isBoolean() ? FreeText.of(value.asString()) : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** All that the first of these fields with something in it says, be it a list or a text. */
    private List<String> texts(String... names) {
        for (var name : names) {
            var value = row.path(name);
            var all = value.isArray()
                    ? value.valueStream()
                            .map(NationalRow::item)
                            .filter(text -> !text.isEmpty())
                            .toList()
                    : FreeText.words(value.isString() ? value.asString() : "");
            if (!all.isEmpty()) {
                return all;
            }
        }
        return List.of();
    }

    private static String item(JsonNode item) {
        var name = item.isObject() ? item.path("materialName") : item;
        return FreeText.of(name.isString() ? name.asString() : null);
    }

    private String digest() {
        var sorted = new TreeMap<String, String>();
        row.propertyStream()
                .forEach(field -> sorted.put(field.getKey(), field.getValue().toString()));
        return Sha256.hex(sorted.entrySet().stream()
                .map(field -> field.getKey().length() + ":" + field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n")));
    }

    private void note(String field, String sentence) {
        findings.add(new Finding(field, sentence));
    }

    private static String cut(@Nullable String text) {
        return text == null ? "" : text.length() <= 40 ? text : text.substring(0, 39) + "…";
    }
}
