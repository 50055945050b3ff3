package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTests {

    @Test
    void namesWhereTheNextPageBegins() {
        var page = Page.of(List.of(9L, 8L, 7L), new PageQuery(null, 2), Long::longValue);
        assertThat(page).isEqualTo(new Page<>(List.of(9L, 8L), new Id(8)));
    }

    @Test
    void endsWhereNothingFollows() {
        assertThat(Page.of(List.of(9L, 8L), new PageQuery(null, 2), Long::longValue)
                        .next())
                .isNull();
    }

    @Test
    void refusesSizesThatWouldHurt() {
        assertThatThrownBy(() -> new PageQuery(null, 0)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> new PageQuery(null, 101)).isInstanceOf(BadInput.class);
    }
}
