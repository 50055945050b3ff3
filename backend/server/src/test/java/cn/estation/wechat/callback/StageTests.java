package cn.estation.wechat.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class StageTests {

    @Test
    void nothingFollowsAnEnd() {
        for (var end : EnumSet.of(Stage.SILENT, Stage.REPLIED, Stage.SENT, Stage.REFUSED, Stage.UNKNOWN)) {
            assertThat(end.next()).isEmpty();
        }
    }

    @Test
    void whatMayHaveArrivedIsNeverSentAgain() {
        assertThat(Arrays.stream(Stage.values()).filter(stage -> stage.next().contains(Stage.SENDING)))
                .containsExactly(Stage.ANSWERED);
        assertThat(Stage.UNKNOWN.next()).isEmpty();
    }
}
