package cn.estation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one rule of masking, by example. A change here is a change of what everybody sees. */
class MaskTests {

    @ParameterizedTest
    @CsvSource({
        "13812345678, 138****5678",
        "19900000000, 199****0000",
        "01088886666, 010****6666",
        "88886666, ****66",
        "+85291234567, ****67",
        "7, ****7",
    })
    void showsThreeAndFourDigitsOfAMobileNumberAndTwoOfAnyOther(String phone, String masked) {
        assertThat(Mask.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "张三, 张*",
        "张小三, 张*三",
        "欧阳修远, 欧**远",
        "诸葛亮, 诸*亮",
        "阿依古丽·买买提, 阿******提",
        "𠮷野, 𠮷*",
        "王𬎆, 王*",
        "王小𬎆, 王*𬎆",
        "王, *",
        "Li Lei, L****i",
    })
    void showsFirstAndLastCharacterOfANameCountedAsPeopleCount(String name, String masked) {
        assertThat(Mask.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"11010519491231002X, 1****************X", "1, *", "12, 12"})
    void showsFirstAndLastCharacterOfAnIdentityNumberAndNoDayOfBirth(String number, String masked) {
        assertThat(Mask.identityNumber(number)).isEqualTo(masked);
    }

    @Test
    void showsTheEndOfAnAccount() {
        assertThat(Mask.account("oMp1234567890abcd")).isEqualTo("…abcd");
    }

    /** Two views of one person must not add up to the whole: every view shows the same places. */
    @Test
    void isTheSameHoweverOftenItIsApplied() {
        assertThat(Mask.phone(Mask.phone("13812345678"))).isEqualTo("138****5678");
        assertThat(Mask.name(Mask.name("张小三"))).isEqualTo("张*三");
    }
}
