package cn.estation.chat.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
        "拨打12345或者110,拨打12345或者110",
        "3号楼2单元501室漏水,3号楼[门牌]漏水",
        "幸福小区3栋1203怎么办,幸福小区3栋[门牌]怎么办",
        "我住12-2-501,我住[门牌]",
        "三号楼二单元五零一,三号楼[门牌]",
        "在3号楼2层办吗,在3号楼2层办吗",
        "两室一厅的公租房,两室一厅的公租房",
        "幺三八一二三四五六七八,[电话]",
        "138.1234.5678,[电话]",
        "13 8123 4567 8,[电话]",
        "(010)62345678,[电话]",
        "6222-0202-0011-2233-445,[号码]",
        "港澳通行证C12345678丢了,港澳通行证[证件号]丢了"
    })
    void takesOutWhatPointsToAPerson(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @Test
    void seesThroughInvisibleCharacters() {
        assertThat(redacted("1\u200b38\u200d1234\u20605678")).isEqualTo("[电话]");
        assertThat(Redaction.normalized("居\u202e住\ufeff证")).isEqualTo("居住证");
    }

    /** Numbers in every dress: whatever people put between, before and after the digits, none of it stays. */
    @Test
    void leavesNoNumberHoweverItIsWritten() {
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            var secret = secret(random);
            var typed = dressed(secret, random);
            var digits = redacted(PLAIN[random.nextInt(PLAIN.length)] + typed + PLAIN[random.nextInt(PLAIN.length)])
                    .replaceAll("[^0-9]", "");
            assertThat(digits).as(typed).isEmpty();
        }
    }

    private static final String[] PLAIN = {"", "我的", "请问", "电话是", "身份证:", "怎么办", "(", "呢?", " ", "\n", "😀"};

    private static String secret(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "1" + (3 + random.nextInt(7)) + digits(random, 9);
            case 1 -> (1 + random.nextInt(8)) + digits(random, 16) + (random.nextBoolean() ? "X" : "7");
            case 2 -> "62" + digits(random, 14 + random.nextInt(4));
            default -> "010" + (2 + random.nextInt(8)) + digits(random, 7);
        };
    }

    private static String digits(Random random, int count) {
        var digits = new StringBuilder();
        random.ints(count, 0, 10).forEach(digits::append);
        return digits.toString();
    }

    private static String dressed(String secret, Random random) {
        var gap = GAPS[random.nextInt(GAPS.length)];
        boolean wide = random.nextBoolean();
        int every = 3 + random.nextInt(3);
        var dressed = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            if (i > 0 && i % every == 0) {
                dressed.append(gap);
            }
            char digit = secret.charAt(i);
            dressed.append(wide && digit <= '9' ? (char) (digit + 0xFEE0) : digit);
        }
        return dressed.toString();
    }

    private static final String[] GAPS = {"", "", " ", "-", "\u200b", "\u3000", " - "};

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 501, 5000, 100_000})
    void cutsByCharacters(int length) {
        var text = Redaction.normalized("😀".repeat(length));

        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(Redaction.LONGEST);
        assertThat(text).doesNotEndWith("\ud83d");
    }
}
