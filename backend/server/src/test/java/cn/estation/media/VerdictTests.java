package cn.estation.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTests {

    @Test
    void everyVerdictSaysWhatItMayBecome() {
        var expected = new EnumMap<Verdict, Set<Verdict>>(Map.of(
                Verdict.PENDING, Set.of(Verdict.REVIEW, Verdict.PASSED, Verdict.REFUSED),
                Verdict.REVIEW, Set.of(Verdict.PASSED, Verdict.REFUSED),
                Verdict.PASSED, Set.of(Verdict.REFUSED),
                Verdict.REFUSED, Set.of(Verdict.PASSED)));
        for (var verdict : Verdict.values()) {
            assertThat(verdict.next()).as(verdict.name()).isEqualTo(expected.get(verdict));
        }
    }
}
