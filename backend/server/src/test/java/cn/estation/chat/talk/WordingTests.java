package cn.estation.chat.talk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.wechat.ReplyText;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTests {

    private final Wording wording =
            new Wording("https://estation.example.cn", new ChatSettings(30, List.of("www.gov.cn")));

    private static Reply guide(String text, String title) {
        return Reply.of(Reply.Kind.GUIDE, text, new Reply.Source(7, 8, 3, title));
    }

    @Test
    void citesTheVersionAndSaysThatAMachineAnswers() {
        var message = wording.message(guide("带身份证。", "居住证办理"));

        assertThat(message)
                .contains("带身份证。")
                .contains("依据：《居住证办理》第 3 版")
                .contains("msgmenuid=whole-7")
                .endsWith(Wording.MACHINE);
    }

    @Test
    void staysWithinWhatWechatTakesAndKeepsTheCitation() {
        var message = wording.message(guide("很长的说明👨‍👩‍👧".repeat(500), "居住证办理"));

        assertThat(ReplyText.length(message)).isLessThanOrEqualTo(ReplyText.MOST_BYTES);
        assertThat(message).contains("第 3 版").endsWith(Wording.MACHINE).contains("…");
    }

    @Test
    void staysWithinWhatWechatTakesWithTheLongestTitles() {
        var choices = List.of(
                Reply.Choice.guide(1, "题".repeat(200)),
                Reply.Choice.guide(2, "题".repeat(200)),
                Reply.Choice.guide(3, "题".repeat(200)));

        var message = wording.message(Reply.asking(Reply.Kind.CHOICES, "您是不是想问：", null, "", choices));

        assertThat(ReplyText.length(message)).isLessThanOrEqualTo(ReplyText.MOST_BYTES);
    }

    @Test
    void letsNothingButOurLinesBeMarkup() {
        var message = wording.message(guide(
                "<a href=\"https://evil.example\">领奖</a><img src=x onerror=alert(1)> 见 http://evil.example/x?y 或 www.evil.cn",
                "\"><script>alert(1)</script>"));

        assertThat(message)
                .doesNotContain("evil")
                .doesNotContain("<img")
                .doesNotContain("<script")
                .doesNotContain("<a href=\"https");
    }

    @Test
    void keepsOurOwnAddress() {
        assertThat(wording.plain(Reply.of(
                        Reply.Kind.TALK, "见 https://estation.example.cn/a 和 https://estation.example.cn.evil/")))
                .contains("https://estation.example.cn/a")
                .doesNotContain("evil");
    }
}
