package cn.estation.guide.lint;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.guide.lint.Finding.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each rule with a guide that keeps it and one that breaks it. */
class LintTests {

    private static final String STEPS = "\"steps\":[{\"name\":\"受理\",\"text\":\"交材料。\"}]";
    private static final String DOCUMENT = """
            {"id":"%s","name":"%s","form":"ORIGINAL","copies":%d,"medium":"PAPER","necessity":"REQUIRED","source":"%s",
             "sourceNote":"","blankForm":"%s","sampleForm":"","note":"","always":%s}""";

    /** What has to be changed in the guide that nobody can complain about, so that this rule and perhaps others complain. */
    record Breach(String rule, String field, String change) {
        @Override
        public String toString() {
            return rule + " at " + field + ": " + change;
        }
    }

    static final List<Breach> BREACHES = List.of(
            breach("title-given", "title", "\"title\":\" \""),
            breach("title-short", "title", "\"title\":\"" + "长".repeat(41) + "\""),
            breach("summary-given", "summary", "\"summary\":\"\""),
            breach("eligibility-given", "eligibility", "\"eligibility\":\"\""),
            breach("body-given", "handlingBody", "\"handlingBody\":\"\""),
            breach("topic-given", "topics", "\"topics\":[]"),
            breach("topic-suits-audience", "topics", "\"topics\":[\"BUSINESS\"]"),
            breach("topic-suits-audience", "topics", "\"audience\":\"ORGANISATION\""),
            breach("steps-given", "steps", "\"steps\":[]"),
            breach("step-says-something", "steps[0].text", "\"steps\":[{\"name\":\"受理\",\"text\":\"\"}]"),
            breach("licence-five-steps", "steps", "\"kind\":\"LICENSING\"," + STEPS),
            breach("licence-faq", "faqs", "\"kind\":\"LICENSING\",\"faqs\":[]"),
            breach("faq-given", "faqs", "\"faqs\":[]"),
            breach("faq-complete", "faqs[0]", "\"faqs\":[{\"question\":\"问？\",\"answer\":\"\"}]"),
            breach("immediate-has-no-days", "promised", "\"processing\":\"IMMEDIATE\""),
            breach("at-once-is-immediate", "tags", "\"tags\":[\"AT_ONCE\"]"),
            breach(
                    "promise-within-law",
                    "promised",
                    "\"promised\":{\"days\":21,\"unit\":\"WORKING_DAY\",\"note\":\"\"}"),
            breach(
                    "promise-within-law",
                    "promised",
                    "\"promised\":{\"days\":5,\"unit\":\"WORKING_DAY\",\"note\":\"\"},"
                            + "\"statutory\":{\"days\":6,\"unit\":\"DAY\",\"note\":\"\"}"),
            breach("promise-given", "promised", "\"promised\":{\"days\":0,\"unit\":\"DAY\",\"note\":\"看情况\"}"),
            breach("channel-given", "channels", "\"channels\":[]"),
            breach("visit-reason", "visitReason", "\"visitReason\":\"\""),
            breach("no-visit-no-reason", "visitReason", "\"visits\":0"),
            breach("no-visit-needs-a-way", "visits", "\"visits\":0,\"visitReason\":\"\""),
            breach("net-only-no-visit", "visits", "\"channels\":[" + online("https://zwfw.gov.cn/x") + "]"),
            breach("online-has-address", "channels[0].url", "\"channels\":[" + online("") + "]"),
            breach("online-tag-has-way", "tags", "\"tags\":[\"ONLINE\"]"),
            breach("one-visit-tag", "tags", "\"visits\":2"),
            breach("nearby-tag", "tags", "\"channels\":[{\"kind\":\"POST\",\"url\":\"\",\"note\":\"\"}]"),
            breach("counter-has-place", "place", "\"place\":\"\""),
            breach("counter-has-hours", "hours", "\"hours\":\"\""),
            breach("hours-parse", "hours", "\"hours\":\"上班时间\""),
            breach("phone-given", "phone", "\"phone\":\"\""),
            breach("phone-format", "phone", "\"phone\":\"88886666\""),
            breach("complaint-phone-given", "complaintPhone", "\"complaintPhone\":\"\""),
            breach("complaint-phone-format", "complaintPhone", "\"complaintPhone\":\"12345\""),
            breach("phones-differ", "complaintPhone", "\"complaintPhone\":\"010-00012345、010-00000001\""),
            breach("fee-has-basis", "fee.basis", fee(true, false, "[" + item("补证", "20元") + "]")),
            breach("fee-has-items", "fee.items", fee(true, false, "[]")),
            breach("fee-item-complete", "fee.items[0]", fee(true, false, "[" + item("补证", "") + "]")),
            breach("free-has-no-items", "fee.items", fee(false, false, "[" + item("补证", "20元") + "]")),
            breach("free-has-no-payment", "fee.payOnline", fee(false, true, "[]")),
            breach("result-given", "results", "\"results\":[]"),
            breach("result-named", "results[0].name", result("PAYMENT", "")),
            breach("licence-is-a-licence", "results[0].kind", result("CERTIFICATE", "老年人优待证")),
            breach("approval-is-an-approval", "results[0].kind", result("LICENCE", "准予行政许可决定书")),
            breach("result-has-sample", "results[0].sample", result("LICENCE", "居住证")),
            breach("document-named", "documents[0].name", documents(document("a", "", 1, "APPLICANT", "", true))),
            breach("document-counted", "documents[0].copies", documents(document("a", "表", 0, "APPLICANT", "", true))),
            breach("document-source", "documents[0].sourceNote", documents(document("a", "表", 1, "OTHER", "", true))),
            breach(
                    "document-issuer",
                    "documents[0].sourceNote",
                    documents(document("a", "表", 1, "GOVERNMENT", "", true))),
            breach(
                    "document-ids-differ",
                    "documents[1].id",
                    documents(
                            document("a", "甲", 1, "APPLICANT", "", true),
                            document("a", "乙", 1, "APPLICANT", "", true))),
            breach(
                    "document-names-differ",
                    "documents[1].name",
                    documents(
                            document("a", "甲", 1, "APPLICANT", "", true),
                            document("b", "甲", 1, "APPLICANT", "", true))),
            breach("no-orphan-document", "documents[1].always", "\"circumstances\":[]"),
            breach(
                    "question-asked",
                    "circumstances[0].question",
                    asked(question("a", "", option("x", null), option("y", null)))),
            breach("question-asked", "circumstances[0].options", asked(question("a", "问？", option("x", null)))),
            breach(
                    "question-ids-differ",
                    "circumstances[0].options",
                    asked(question("a", "问？", option("x", null), option("x", null)))),
            breach(
                    "question-ids-differ",
                    "circumstances[1].id",
                    asked(
                            question("a", "问？", option("x", null), option("y", null)),
                            question("a", "又问？", option("x", null), option("y", null)))),
            breach(
                    "next-question-known",
                    "circumstances[0].options[0].next",
                    asked(question("a", "问？", option("x", "b"), option("y", null)))),
            breach("paths-end", "circumstances[0]", asked(question("a", "问？", option("x", "a"), option("y", null)))),
            breach(
                    "paths-end",
                    "circumstances[1]",
                    asked(
                            question("a", "问？", option("x", "b"), option("y", null)),
                            question("b", "再问？", option("x", "c"), option("y", null)),
                            question("c", "还问？", option("x", "b"), option("y", null)))),
            breach(
                    "questions-reached",
                    "circumstances[1]",
                    asked(
                            question("a", "问？", option("x", null), option("y", null)),
                            question("b", "再问？", option("x", null), option("y", null)))),
            breach(
                    "effect-document-known",
                    "circumstances[0].options[0].effects",
                    effect("DROP_DOCUMENT", "nothing", "")),
            breach("effect-says-what", "circumstances[0].options[0].effects", effect("FEE", "", "")),
            breach(
                    "effect-does-something",
                    "circumstances[0].options[0].effects",
                    effect("ADD_DOCUMENT", "id-card", "")),
            breach("law-given", "legalBasis", "\"legalBasis\":[]"),
            breach("law-named", "legalBasis[0].law", law("", "第一条")),
            breach("law-has-article", "legalBasis[0].article", law("《居住证暂行条例》", "")),
            breach("law-in-brackets", "legalBasis[0].law", law("居住证暂行条例", "第二条")),
            breach("sentences-short", "summary", "\"summary\":\"" + "话".repeat(61) + "\""),
            breach("sentences-short", "plain.ELDERLY", "\"plain\":{\"ELDERLY\":\"" + "话".repeat(31) + "\"}"),
            breach("everyday-words", "summary", "\"summary\":\"符合条件的予以受理。\""),
            breach("no-placeholder", "place", "\"place\":\"地址待补充\""),
            breach("no-word-for-nothing", "limits", "\"limits\":\"无\""),
            breach("no-personal-data", "summary", "\"summary\":\"请找老李，13800138000。\""),
            breach("no-personal-data", "rights", "\"rights\":\"如11010519491231002X。\""),
            breach("alias-given", "aliases", "\"aliases\":[]"),
            breach("plain-for-elderly", "plain.ELDERLY", "\"plain\":{}"),
            breach("plain-for-newborn", "plain.NEWBORN", "\"topics\":[\"BIRTH\"]"),
            breach("owner-given", "owner", "\"owner\":\"\""),
            breach("review-by-given", "reviewBy", "\"reviewBy\":null"),
            breach("review-after-start", "reviewBy", "\"reviewBy\":\"2025-12-31\""),
            breach("review-soon-enough", "reviewBy", "\"reviewBy\":\"2028-01-02\""),
            breach("ends-after-start", "effectiveTo", "\"effectiveTo\":\"2025-12-31\""),
            breach("link-well-formed", "channels[0].url", "\"channels\":[" + online("http://zwfw.gov.cn") + "]"),
            breach("link-well-formed", "channels[0].url", "\"channels\":[" + online("javascript:alert(1)") + "]"),
            breach(
                    "link-well-formed",
                    "channels[0].url",
                    "\"channels\":[" + online("https://gov.cn@evil.example/") + "]"),
            breach(
                    "link-well-formed",
                    "documents[0].blankForm",
                    documents(document("a", "表", 1, "APPLICANT", "//evil.example/a", true))),
            breach("link-well-formed", "channels[0].url", "\"channels\":[" + online("到窗口问") + "]"),
            breach(
                    "link-well-formed",
                    "results[0].sample",
                    "\"results\":[{\"kind\":\"PAYMENT\",\"name\":\"津贴\",\"sample\":\"data:text/html,x\",\"delivery\":\"\"}]"),
            breach("link-host-allowed", "channels[0].url", "\"channels\":[" + online("https://evilgov.cn/") + "]"),
            breach("no-link-in-text", "summary", "\"summary\":\"请看 http://evil.example/a 办理。\""));

    private final Lint lint = new Lint(Set.of("gov.cn"), "https://e.example.cn");

    @Test
    void findsNothingInAGuideThatKeepsEveryRule() {
        assertThat(lint.findings(GuideFixture.content("高龄津贴"))).isEmpty();
        assertThat(Lint.score(List.of())).isEqualTo(100);
    }

    @ParameterizedTest
    @FieldSource("BREACHES")
    void findsTheBreachOfEachRule(Breach breach) {
        assertThat(lint.findings(changed(breach.change())))
                .filteredOn(finding -> finding.rule().equals(breach.rule()))
                .extracting(Finding::field)
                .contains(breach.field());
    }

    @Test
    void noRuleIsLeftOut() {
        // The rules about what is around a guide have tests of their own.
        var outside = Set.of("phone-confirmed", "phone-answered", "own-link-leads");
        assertThat(Stream.concat(BREACHES.stream().map(Breach::rule), outside.stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(lint.titles().keySet());
    }

    @Test
    void everySentenceEndsAndTellsWhatToDo() {
        for (var breach : BREACHES) {
            assertThat(lint.findings(changed(breach.change())))
                    .allSatisfy(finding ->
                            assertThat(finding.sentence()).endsWith("。").hasSizeBetween(6, 200));
        }
    }

    @Test
    void errorsComeFirstAndCostMore() {
        var findings = lint.findings(changed("\"summary\":\"\",\"aliases\":[]"));

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.ERROR, Severity.WARNING);
        assertThat(Lint.errors(findings)).isEqualTo(1);
        assertThat(Lint.score(findings)).isEqualTo(82);
    }

    @Test
    void theSameRulesHaveTheSameEditionOnEveryNode() {
        assertThat(new Lint(Set.of("gov.cn"), "https://e.example.cn").edition()).isEqualTo(lint.edition());
        assertThat(new Lint(Set.of("gov.cn", "example.com"), "https://e.example.cn").edition())
                .isNotEqualTo(lint.edition());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "周一至周五 9:00-12:00、13:30-17:00",
                "周一至周五 9:00–12:00，13:30–17:00",
                "周一至周五 09:00—17:00（法定节假日除外）",
                "星期一至星期五 上午9:00-12:00，下午13:00-17:00；周六 9:00-12:00",
                "工作日 9:00~17:00；周六、周日 9:30~16:30",
                "每天 10:30–13:00，16:30–18:30",
                "周一到周日 8:30至20:00",
                "周三 14:00–17:00",
                "24小时",
                "周一至周五9:00-17:00，法定节假日除外",
                "周一至周五 9:00-12:00，周六 9:00-11:00"
            })
    void understandsHours(String hours) {
        assertThat(HoursText.isUnderstood(hours)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "上班时间",
                "周一至周五",
                "周一至周五 9点到5点",
                "9:00",
                "周一至周五 17:00-9:00",
                "周八 9:00-12:00",
                "周一至周五 9:00-12:60",
                "25:00-26:00",
                "请电话咨询"
            })
    void doesNotPretendToUnderstandHours(String hours) {
        assertThat(HoursText.isUnderstood(hours)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0571-88886666", "010-88886666转801", "0571-12345", "400-800-1234", "010-1234567、010-7654321"})
    void takesPhones(String phone) {
        assertThat(lint.findings(changed("\"phone\":\"" + phone + "\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://zwfw.gov.cn/item?id=1", "https://gov.cn", "/media/1234.pdf", "窗口领取"})
    void takesLinks(String link) {
        assertThat(lint.findings(
                        changed(documents(document("a", "表", 1, "APPLICANT", link, true)) + ",\"circumstances\":[]")))
                .isEmpty();
    }

    private static GuideContent changed(String change) {
        var guide = GuideFixture.json("高龄津贴");
        var node = (ObjectNode) JsonMapper.shared().readTree("{" + change + "}");
        guide.setAll(node);
        return GuideJson.read(guide, Set.of());
    }

    private static Breach breach(String rule, String field, String change) {
        return new Breach(rule, field, change);
    }

    private static String online(String url) {
        return "{\"kind\":\"ONLINE\",\"url\":\"" + url + "\",\"note\":\"\"}";
    }

    private static String fee(boolean charged, boolean payOnline, String items) {
        return "\"fee\":{\"charged\":%s,\"basis\":\"\",\"payOnline\":%s,\"items\":%s}"
                .formatted(charged, payOnline, items);
    }

    private static String item(String name, String standard) {
        return "{\"name\":\"%s\",\"standard\":\"%s\",\"basis\":\"\",\"waiver\":\"\"}".formatted(name, standard);
    }

    private static String result(String kind, String name) {
        return "\"results\":[{\"kind\":\"%s\",\"name\":\"%s\",\"sample\":\"\",\"delivery\":\"\"}]"
                .formatted(kind, name);
    }

    private static String law(String law, String article) {
        return "\"legalBasis\":[{\"law\":\"%s\",\"number\":\"\",\"article\":\"%s\",\"text\":\"\"}]"
                .formatted(law, article);
    }

    private static String documents(String... documents) {
        return "\"documents\":[" + String.join(",", documents) + "]";
    }

    private static String document(String id, String name, int copies, String source, String form, boolean always) {
        return DOCUMENT.formatted(id, name, copies, source, form, always);
    }

    private static String asked(String... questions) {
        return "\"circumstances\":[" + String.join(",", questions) + "]";
    }

    private static String question(String id, String text, String... options) {
        return "{\"id\":\"%s\",\"question\":\"%s\",\"options\":[%s]}".formatted(id, text, String.join(",", options));
    }

    private static String option(String id, @Nullable String next) {
        return "{\"id\":\"%s\",\"text\":\"选\",\"next\":%s,\"effects\":[]}"
                .formatted(id, next == null ? "null" : "\"" + next + "\"");
    }

    private static String effect(String kind, String document, String text) {
        return asked("""
                {"id":"who","question":"谁来办？","options":[
                  {"id":"a","text":"选","next":null,"effects":[{"kind":"%s","document":"%s","text":"%s"},
                    {"kind":"ADD_DOCUMENT","document":"agent-id","text":""}]},
                  {"id":"b","text":"不选","next":null,"effects":[]}]}""".formatted(kind, document, text));
    }
}
