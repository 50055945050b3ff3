package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodesTests {

    @Test
    void holdSixtyFourBits() {
        assertThat(Codes.encode(-1L)).isEqualTo("FZZZZZZZZZZZZ");
        assertThat(Codes.encode(0L)).isEqualTo("0000000000000");
        assertThat(Stream.generate(Codes::next).limit(10_000).collect(Collectors.toSet()))
                .hasSize(10_000);
    }

    @Test
    void forgiveHowPeopleTypeThem() {
        assertThat(Codes.normalize(" 0oil-fzzz zzzz9 ")).isEqualTo("0011FZZZZZZZ9");
    }
}
