package cn.estation.guide.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.GuideFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

/** What becomes of what is typed into the editor. */
class TypedTests {

    @Test
    void aWholeGuideGoesThroughTheFormUnchanged() {
        var content = GuideFixture.content("高龄津贴");

        var reading = TypedGuide.read(Typed.of(content));

        assertThat(reading.errors()).isEmpty();
        assertThat(reading.content()).isEqualTo(content);
    }

    @Test
    void rowsComeGoAndChangePlacesWithoutLosingAWord() {
        var typed = typed(Map.of(
                "steps[0].text", "甲",
                "steps[0].name", "受理",
                "steps[2].text", "乙",
                "steps[5].text", "丙",
                "title", "<不 完整"));

        typed.shape("up:steps[5]");
        typed.shape("remove:steps[0]");
        typed.shape("add:steps");
        typed.shape("down:steps[5]");

        assertThat(typed.rows("steps").stream().map(row -> typed.text(row + ".text")))
                .containsExactly("丙", "", "乙");
        assertThat(typed.text("title")).isEqualTo("<不 完整");
    }

    @Test
    void newRowsGetShortNamesThatAreFree() {
        var typed = typed(Map.of("documents[0].id", "d1", "documents[1].id", "d3", "documents[1].name", "表"));

        typed.shape("add:documents");
        typed.shape("add:circumstances");
        typed.shape("add:circumstances[0].options[1].effects");

        assertThat(typed.documents()).containsKeys("d1", "d3", "d2");
        assertThat(typed.rows("circumstances[0].options")).hasSize(2);
        assertThat(typed.rows("circumstances[0].options[1].effects")).hasSize(1);
        assertThat(typed.questions()).containsOnlyKeys("c1");
    }

    @Test
    void rowsBeyondReasonAreNotAdded() {
        var typed = typed(Map.of());
        for (int i = 0; i < 100; i++) {
            typed.shape("add:faqs");
        }
        assertThat(typed.rows("faqs")).hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "nonsense",
        "add",
        "up:",
        "up:steps",
        "down:steps[9]",
        "remove:",
        "up:steps[0]",
        "remove:steps[99]"
    })
    void ordersThatMeanNothingChangeNothing(String order) {
        var typed = typed(Map.of("steps[0].text", "甲", "title", "标题"));

        typed.shape(order);

        assertThat(typed.text("steps[0].text")).isEqualTo("甲");
        assertThat(typed.text("title")).isEqualTo("标题");
    }

    @Test
    void rowsLeftEmptyAreLeftOut() {
        var typed = Typed.of(GuideFixture.content("高龄津贴"));
        var count = typed.rows("documents").size();
        for (var list : List.of("documents", "steps", "faqs", "legalBasis", "fee.items", "circumstances")) {
            typed.shape("add:" + list);
        }

        assertThat(typed.rows("documents")).hasSize(count + 1);
        assertThat(TypedGuide.read(typed).content()).isEqualTo(GuideFixture.content("高龄津贴"));
    }

    @ParameterizedTest
    @CsvSource({
        "visits,一次",
        "visits,100",
        "visits,-1",
        "visits,1.5",
        "visits,１",
        "statutory.days,3651",
        "documents[0].copies,0",
        "effectiveFrom,''",
        "effectiveFrom,2026-02-30",
        "effectiveFrom,0001-01-01",
        "effectiveTo,2025-01-01",
        "reviewBy,明年",
        "kind,''",
        "title,''",
        "documents[0].id,a b",
        "results[0].kind,''"
    })
    void saysWhereNoGuideCanBeMade(String path, String text) {
        var typed = Typed.of(GuideFixture.content("高龄津贴"));
        var sent = new LinkedMultiValueMap<String, String>();
        typed.everything().forEach(sent::addAll);
        sent.set(path, text);

        var reading = TypedGuide.read(Typed.of(sent));

        assertThat(reading.content()).isNull();
        assertThat(reading.errors()).containsOnlyKeys(path);
    }

    @Test
    void aChoiceNobodyOffersIsRefused() {
        var sent = new LinkedMultiValueMap<String, String>();
        Typed.of(GuideFixture.content("高龄津贴")).everything().forEach(sent::addAll);
        sent.set("kind", "NONSENSE");

        assertThat(TypedGuide.read(Typed.of(sent)).errors()).containsOnlyKeys("");
    }

    @Test
    void textsTooLongAreRefusedWhereTheyStand() {
        var sent = new LinkedMultiValueMap<String, String>();
        Typed.of(GuideFixture.content("高龄津贴")).everything().forEach(sent::addAll);
        sent.set("title", "长".repeat(101));
        sent.set("steps[0].text", "长".repeat(4001));

        assertThat(TypedGuide.read(Typed.of(sent)).errors()).containsOnlyKeys("title", "steps[0].text");
    }

    private static Typed typed(Map<String, String> texts) {
        var sent = new LinkedMultiValueMap<String, String>();
        texts.forEach(sent::add);
        return Typed.of(sent);
    }
}
