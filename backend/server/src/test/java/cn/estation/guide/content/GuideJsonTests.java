package cn.estation.guide.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.guide.GuideFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The flat format of district files: nothing is lost, nothing is guessed. */
class GuideJsonTests {

    private final GuideContent whole = GuideFixture.content("高龄津贴");

    @Test
    void whatIsWrittenReadsBackTheSame() {
        assertThat(GuideJson.read(GuideJson.write(whole), Set.of())).isEqualTo(whole);
    }

    /** If this changes, every published guide looks tampered with: a migration has to renew the digests. */
    @Test
    void theDigestIsTheSameInEveryRelease() {
        assertThat(whole.digest()).isEqualTo("9db77f3da80bbafed9da41ee45e0c6f1c395d6f1a5b5072fa46a879888c6f5e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "kind",
                "topics",
                "audience",
                "summary",
                "eligibility",
                "handlingBody",
                "useLevel",
                "processing",
                "statutory",
                "promised",
                "visitReason",
                "channels",
                "place",
                "hours",
                "phone",
                "complaintPhone",
                "results",
                "steps",
                "documents",
                "faqs",
                "rights",
                "duties",
                "legalBasis",
                "aliases",
                "plain",
                "tags",
                "reviewBy",
                "owner",
                "circumstances"
            })
    void theDigestKnowsEveryField(String field) {
        var changed = (ObjectNode) GuideJson.write(whole);
        var value = changed.get(field);
        if (value.isArray()) {
            changed.putArray(field);
        } else if (field.equals("plain")) {
            changed.putObject(field);
        } else if (value.isObject()) {
            ((ObjectNode) value).put("days", 4);
        } else {
            changed.put(field, other(field));
        }

        assertThat(GuideJson.read(changed, Set.of()).digest()).isNotEqualTo(whole.digest());
    }

    private static String other(String field) {
        return switch (field) {
            case "kind" -> "LICENSING";
            case "audience" -> "BOTH";
            case "useLevel" -> "CITY";
            case "processing" -> "IMMEDIATE";
            case "reviewBy" -> "2027-07-01";
            default -> "别的";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour          | \"red\"                                  | colour",
                "kind            | 3                                        | ServiceKind",
                "kind            | \"NONSENSE\"                             | ServiceKind",
                "visits          | 1.5                                      | int",
                "visits          | \"1\"                                    | int",
                "visits          | null                                     | int",
                "effectiveFrom   | null                                     | effectiveFrom",
                "steps           | [{\"name\":\"x\",\"text\":\"y\",\"z\":1}] | z",
                "title           | \"a\\u0000b\"                            | 特殊字符"
            })
    void refusesWhatIsNotInTheFormat(String field, String value, String says) {
        var guide = (ObjectNode) GuideJson.write(whole);
        guide.set(field, JsonMapper.shared().readTree(value));

        assertThatThrownBy(() -> GuideJson.read(guide, Set.of()))
                .isInstanceOf(GuideJson.Unreadable.class)
                .hasMessageContaining(says);
    }

    @Test
    void whatTheCallerReadsItselfIsNotUnknown() {
        var guide = GuideJson.write(whole);
        guide.put("code", "G-1");

        assertThat(GuideJson.read(guide, Set.of("code"))).isEqualTo(whole);
    }
}
