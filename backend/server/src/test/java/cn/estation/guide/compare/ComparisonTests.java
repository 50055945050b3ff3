package cn.estation.guide.compare;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.compare.Change.Kind;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a reviewer is shown as changed. */
class ComparisonTests {

    private final GuideContent before = GuideFixture.content("高龄津贴");

    @Test
    void sameIsNoChange() {
        assertThat(Comparison.of(before, GuideFixture.content("高龄津贴"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\":\"高龄补贴\"                                            | 标题     | CHANGED",
                "\"kind\":\"PUBLIC_SERVICE\"                                      | 事项类型 | CHANGED",
                "\"limits\":\"每年一百人\"                                         | 数量限制 | ADDED",
                "\"complaintPhone\":\"\"                                          | 监督投诉电话 | REMOVED",
                "\"visits\":0                                                     | 到现场次数 | CHANGED",
                "\"promised\":{\"days\":3,\"unit\":\"DAY\",\"note\":\"\"}         | 承诺时限 | CHANGED",
                "\"topics\":[\"ELDERLY\"]                                         | 主题     | REMOVED",
                "\"tags\":[\"NEARBY\",\"ONE_VISIT\",\"AT_ONCE\"]                  | 标签     | ADDED",
                "\"tags\":[\"ONE_VISIT\",\"NEARBY\"]                              | 标签     | MOVED",
                "\"aliases\":[\"八十岁补贴\"]                                      | 居民的说法 | REMOVED",
                "\"faqs\":[{\"question\":\"可以代办吗？\",\"answer\":\"不行。\"}]   | 常见问题 | CHANGED",
                "\"plain\":{\"ELDERLY\":\"别的话\"}                                | 给老年人的明白卡 | CHANGED",
                "\"effectiveTo\":\"2030-01-01\"                                   | 失效日期 | ADDED",
                "\"circumstances\":[]                                             | 情形     | REMOVED",
                "\"results\":[]                                                   | 办理结果 | REMOVED"
            })
    void saysWhatChanged(String change, String part, Kind kind) {
        assertThat(Comparison.of(before, changed(change)))
                .filteredOn(one -> one.part().equals(part))
                .extracting(Change::kind)
                .contains(kind);
    }

    @Test
    void aDocumentIsTheSameDocumentByItsShortNameWhateverItIsCalled() {
        var guide = GuideFixture.json("高龄津贴");
        ((ObjectNode) guide.path("documents").path(0)).put("name", "居民身份证");

        var changes = Comparison.of(before, GuideJson.read(guide, Set.of()));

        assertThat(changes).hasSize(1).first().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.CHANGED);
            assertThat(change.before()).startsWith("身份证（原件 1 份）");
            assertThat(change.after()).startsWith("居民身份证（原件 1 份）");
        });
    }

    @Test
    void anOptionsEffectIsPartOfItsQuestion() {
        var guide = GuideFixture.json("高龄津贴");
        var option = guide.path("circumstances").path(1).path("options").path(0);
        ((ObjectNode) option.path("effects").path(0)).put("text", "到家里办");

        assertThat(Comparison.of(before, GuideJson.read(guide, Set.of())))
                .singleElement()
                .satisfies(change -> assertThat(change.after()).contains("行动不便", "到家里办"));
    }

    @Test
    void namesDocumentsAndQuestionsAsPeopleReadThem() {
        var guide = GuideFixture.json("高龄津贴");
        ((ObjectNode) guide.path("circumstances").path(0)).put("question", "谁去办？");

        assertThat(Comparison.of(before, GuideJson.read(guide, Set.of())))
                .singleElement()
                .satisfies(change -> assertThat(change.after())
                        .contains("要多带 代办人身份证", "接着问 为什么不能来？")
                        .doesNotContain("agent-id", "why"));
    }

    private static GuideContent changed(String change) {
        var guide = GuideFixture.json("高龄津贴");
        guide.setAll((ObjectNode) JsonMapper.shared().readTree("{" + change + "}"));
        return GuideJson.read(guide, Set.of());
    }
}
