package cn.estation.chat.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    private static String redacted(String text) {
        return Redaction.redacted(Redaction.normalized(text));
    }

    @ParameterizedTest
    @CsvSource({
        "我的身份证11010519491231002X怎么补办,我的身份证[证件号]怎么补办",
        "身份证 110105 19491231 002x 丢了,身份证 [证件号] 丢了",
        "１１０１０５１９４９１２３１００２Ｘ,[证件号]",
        "请打13812345678找我,请打[电话]找我",
        "138-1234-5678,[电话]",
        "+86 138 1234 5678,[电话]",
        "座机010-62345678,座机[电话]",
        "卡号6222020200112233445,卡号[号码]",
        "写信到 zhang@example.com 吧,写信到 [邮箱] 吧",
        "一五年 2015 年 12 月办过,一五年 2015 年 12 月办过",
        "拨打12345或者110,拨打12345或者110"
    })
    void takesOutWhatPointsToAPerson(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @Test
    void seesThroughInvisibleCharacters() {
        assertThat(redacted("1\u200b38\u200d1234\u20605678")).isEqualTo("[电话]");
        assertThat(Redaction.normalized("居\u202e住\ufeff证")).isEqualTo("居住证");
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 501, 5000, 100_000})
    void cutsByCharacters(int length) {
        var text = Redaction.normalized("😀".repeat(length));

        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(Redaction.LONGEST);
        assertThat(text).doesNotEndWith("\ud83d");
    }
}
