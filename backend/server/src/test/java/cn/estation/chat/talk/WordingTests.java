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

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "http://www.gov.cn/x",
                "https://www.gov.cn.evil.cn/x",
                "https://www.gov.cn@evil.cn/x",
                "https://www.gov.cn:8443/x",
                "https://evil.cn/www.gov.cn",
                "https://evil.cn\\@www.gov.cn",
                "//evil.cn",
                "evil.cn/a?b",
                "登录evil.com领奖",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://evil.cn/a",
                "weixin://dl/business/?t=evil",
                "HTTPS://EVIL.CN",
                "xn--evil-abc.top/1"
            })
    void leavesOutEveryOtherAddress(String text) {
        assertThat(wording.clean(text))
                .doesNotContainIgnoringCase("evil")
                .doesNotContain("http://", "8443", "alert", "text/html");
    }

    @Test
    void keepsAllowedHostsAndWhatOnlyLooksLikeAnAddress() {
        assertThat(wording.clean("见 https://www.gov.cn/a?b=1，3.5 公里，第 1.2 版，a@b.cn"))
                .isEqualTo("见 https://www.gov.cn/a?b=1，3.5 公里，第 1.2 版，a@b.cn");
    }

    @Test
    void keepsNineOptionsWithinWhatWechatTakes() {
        var choices = java.util.stream.IntStream.range(0, 9)
                .mapToObj(n -> new Reply.Choice(
                        "pick-123456789012345678-123456789012345678-" + n, "很长的选项".repeat(8) + n, null))
                .toList();

        var message = wording.message(Reply.asking(
                Reply.Kind.GUIDE, "文".repeat(900), new Reply.Source(7, 8, 3, "题".repeat(60)), "问".repeat(80), choices));

        assertThat(ReplyText.length(message)).isLessThanOrEqualTo(ReplyText.MOST_BYTES);
        assertThat(message).contains("9. ", "第 3 版").endsWith(Wording.MACHINE);
    }
}
