package cn.estation.guide.lint;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.guide.lint.Finding.Severity;
import cn.estation.guide.reach.Surroundings;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the rules find when they know who answered the phone and which pages are there. */
class OutsideRulesTests {

    private static final LocalDate COUNTS_FROM = LocalDate.of(2026, 5, 21);

    private final Lint lint = new Lint(Set.of("gov.cn"), "https://e.example.cn");
    private final Map<String, Surroundings.Call> calls = new HashMap<>();
    private final Set<String> pages = new HashSet<>();

    private final Surroundings there = new Surroundings() {
        @Override
        public Optional<Call> lastCall(String number) {
            return Optional.ofNullable(calls.get(number));
        }

        @Override
        public LocalDate callsCountFrom() {
            return COUNTS_FROM;
        }

        @Override
        public boolean leads(String path) {
            return pages.contains(path);
        }
    };

    @BeforeEach
    void bothPhonesWereAnswered() {
        called("01000000001", true, COUNTS_FROM);
        called("01000012345", true, COUNTS_FROM);
    }

    @Test
    void findsNothingWhereBothPhonesAreAnsweredAndAllLinksLeadSomewhere() {
        assertThat(find(guide(""))).isEmpty();
    }

    @Test
    void withoutSurroundingsNothingIsSaidOfThem() {
        assertThat(lint.findings(guide("\"results\":[" + result("/cards/nothing") + "]")))
                .isEmpty();
    }

    @Test
    void aPhoneNobodyTriedIsAReminderNeverAnError() {
        calls.clear();

        var found = find(guide(""));

        assertThat(found).extracting(Finding::rule).containsOnly("phone-confirmed");
        assertThat(found).extracting(Finding::field).containsExactly("phone", "complaintPhone");
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.WARNING);
    }

    @Test
    void aCallProvesNothingAfterSoManyMonths() {
        called("01000000001", true, COUNTS_FROM.minusDays(1));

        assertThat(find(guide(""))).extracting(Finding::rule).containsExactly("phone-confirmed");
    }

    @Test
    void aPhoneThatWasNotAnsweredIsAnErrorHoweverLongAgo() {
        called("01000000001", false, COUNTS_FROM.minusYears(2));

        var found = find(guide(""));

        assertThat(found).extracting(Finding::rule).containsExactly("phone-answered");
        assertThat(found.getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(found.getFirst().sentence()).contains("010-00000001", "2024-05-21");
    }

    @Test
    void anotherNumberMendsIt() {
        called("01000000001", false, COUNTS_FROM);
        called("01000000002", true, COUNTS_FROM);

        assertThat(find(guide("\"phone\":\"010-00000002\""))).isEmpty();
    }

    @Test
    void eachOfSeveralNumbersCounts() {
        called("01000000002", false, COUNTS_FROM);

        assertThat(find(guide("\"phone\":\"010-00000001、010-00000002\"")))
                .extracting(Finding::field)
                .containsExactly("phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cards/ABC", "https://e.example.cn/cards/ABC"})
    void aLinkOfOurOwnHasToLeadSomewhere(String link) {
        var guide = guide("\"results\":[" + result(link) + "]");

        assertThat(find(guide)).extracting(Finding::rule).containsExactly("own-link-leads");
        assertThat(find(guide)).extracting(Finding::field).containsExactly("results[0].sample");
        pages.add("/cards/ABC");
        assertThat(find(guide)).isEmpty();
    }

    @Test
    void aLinkOfOurOwnInAText() {
        var guide = guide("\"rights\":\"请看 https://e.example.cn/life-events/7?from=a 的清单。\"");

        assertThat(find(guide)).extracting(Finding::rule).containsExactly("own-link-leads");
        pages.add("/life-events/7?from=a");
        assertThat(find(guide)).isEmpty();
    }

    @Test
    void aHostThatOnlyLooksLikeOursIsAnothers() {
        assertThat(find(guide("\"results\":[" + result("https://x.e.example.cn/cards/ABC") + "]")))
                .extracting(Finding::rule)
                .containsExactly("link-host-allowed");
    }

    @Test
    void everySentenceEndsAndTellsWhatToDo() {
        calls.clear();
        called("01000000001", false, COUNTS_FROM);

        assertThat(find(guide("\"results\":[" + result("/x") + "]")))
                .hasSize(3)
                .allSatisfy(
                        finding -> assertThat(finding.sentence()).endsWith("。").hasSizeBetween(6, 200));
    }

    private List<Finding> find(GuideContent guide) {
        return lint.findings(guide, there);
    }

    private void called(String number, boolean reached, LocalDate day) {
        calls.put(number, new Surroundings.Call(reached, day));
    }

    private static String result(String sample) {
        return "{\"kind\":\"PAYMENT\",\"name\":\"高龄津贴\",\"sample\":\"" + sample + "\",\"delivery\":\"\"}";
    }

    private static GuideContent guide(String change) {
        var guide = GuideFixture.json("高龄津贴");
        guide.setAll((ObjectNode) JsonMapper.shared().readTree("{" + change + "}"));
        return GuideJson.read(guide, Set.of());
    }
}
