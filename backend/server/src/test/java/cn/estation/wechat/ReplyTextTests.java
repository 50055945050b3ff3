package cn.estation.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyTextTests {

    @Test
    void leavesShortTextAlone() {
        assertThat(ReplyText.fitted("您好")).isEqualTo("您好");
    }

    @Test
    void cutsBetweenCharactersAsPeopleSeeThem() {
        var family = "👨‍👩‍👧‍👦";

        var cut = ReplyText.fitted(family.repeat(200));

        assertThat(ReplyText.length(cut)).isLessThanOrEqualTo(2048);
        assertThat(cut.replace("…", "").length() % family.length()).isZero();
    }
}
