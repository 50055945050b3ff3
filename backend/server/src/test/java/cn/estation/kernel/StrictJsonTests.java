package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@EstationTest
class StrictJsonTests {

    enum Kind {
        ONE,
        TWO
    }

    record Sample(
            int count,
            @Nullable String text,
            @Nullable Kind kind,
            @Nullable Id id) {}

    private final JsonMapper json;

    @Autowired
    StrictJsonTests(JsonMapper json) {
        this.json = json;
    }

    @Test
    void readsWhatIsPlainlyMeant() {
        var sample = json.readValue("""
                {"count": 2, "text": "清扫楼道 🧹\\n", "kind": "TWO", "id": "71842399023104"}""", Sample.class);
        assertThat(sample).isEqualTo(new Sample(2, "清扫楼道 🧹\n", Kind.TWO, new Id(71842399023104L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": 1, \"count\": 2}",
                "{\"count\": 1, \"points\": 9}",
                "{\"count\": 1.9}",
                "{\"count\": 1.0}",
                "{\"count\": \"1\"}",
                "{\"count\": \"１\"}",
                "{\"count\": null}",
                "{\"count\": true}",
                "{\"count\": 1e3}",
                "{\"count\": 2147483648}",
                "{\"count\": 0x1F}",
                "{\"count\": 010}",
                "{\"count\": +1}",
                "{\"count\": NaN}",
                "{\"count\": [1]}",
                "{\"count\": {\"$gt\": 0}}",
                "{\"count\": 1, \"kind\": 1}",
                "{\"count\": 1, \"kind\": \"1\"}",
                "{\"count\": 1, \"kind\": \"one\"}",
                "{\"count\": 1, \"text\": 5}",
                "{\"count\": 1, \"text\": \"a\\u0000b\"}",
                "{\"count\": 1, \"text\": \"\\ud83d\"}",
                "{\"count\": 1, \"text\": \"\\ude00\\ud83d\"}",
                "{\"count\": 1, \"text\": \"\\uffff\"}",
                "{\"count\": 1, \"text\": \"\\u001b[31m\"}",
                "{\"count\": 1, \"id\": 5}",
                "{\"count\": 1, \"id\": \"05\"}",
                "{\"count\": 1, \"id\": \"-5\"}",
                "{\"count\": 1, \"id\": \"５\"}",
                "{\"count\": 1, \"id\": \"9999999999999999999\"}",
                "{\"count\": 1} {\"count\": 2}",
                "{\"count\": 1",
                "[1]",
                ""
            })
    void refusesWhatCouldMeanSomethingElse(String text) {
        assertThatThrownBy(() -> json.readValue(text, Sample.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void writesMomentsAsTheyAreLivedHereAndReadsThemWithAnyOffset() {
        var moment = Instant.parse("2026-11-20T18:00:05.120Z");

        assertThat(json.writeValueAsString(moment)).isEqualTo("\"2026-11-21T02:00:05.12+08:00\"");
        assertThat(json.readValue(json.writeValueAsString(moment), Instant.class))
                .isEqualTo(moment);
        assertThat(json.readValue("\"2026-11-20T18:00:05.120Z\"", Instant.class))
                .isEqualTo(moment);
        assertThat(json.readValue("\"2026-11-20T13:00:05.12-05:00\"", Instant.class))
                .isEqualTo(moment);
    }

    @Test
    void writesIdsAsText() {
        assertThat(json.writeValueAsString(new Id(71842399023104L))).isEqualTo("\"71842399023104\"");
    }
}
