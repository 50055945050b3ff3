package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a password, and when two of them are the same. */
class PasswordTests {

    private final Passwords passwords;

    PasswordTests() throws IOException {
        this.passwords = new Passwords();
    }

    @Test
    void cutsNothingOff() {
        for (int length : new int[] {64, 72, 73, 127}) {
            var password = "ab1-".repeat(40).substring(0, length);
            var hash = passwords.hash(password + "x");
            assertThat(passwords.matches(password + "x", hash)).isTrue();
            assertThat(passwords.matches(password + "y", hash))
                    .as("%d characters", length)
                    .isFalse();
            assertThat(passwords.matches(password, hash)).isFalse();
        }
    }

    @Test
    void tellsBlanksApartAndUnicodeFormsTogether() {
        var hash = passwords.hash(" 密码里有空格 Ａ1é");
        assertThat(passwords.matches(" 密码里有空格 A1é", hash)).isTrue();
        assertThat(passwords.matches(" 密码里有空格 A1e\u0301", hash)).isTrue();
        assertThat(passwords.matches("密码里有空格 A1é", hash)).isFalse();
    }

    @Test
    void takesEmojiAndChineseByTheCharacter() {
        assertThat(passwords.accepted("红旗渠畔种桃花一二三四🌸", "demo")).startsWith("$argon2id$");
        assertThatThrownBy(() -> passwords.accepted("🌸🌺🌹🌷🌼", "demo")).isInstanceOf(Passwords.WeakPassword.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "password1234",
                "ＰＡＳＳＷＯＲＤ１２３４",
                "Admin@123456",
                "123456789012",
                "abcdefghijklmn",
                "aaaaaaaaaaaaaaa",
                "ababababababab",
                "has director inside",
                "null\u0000character here",
                "line\nbreak in the middle"
            })
    void refusesWhatIsWeak(String password) {
        assertThatThrownBy(() -> passwords.accepted(password, "director")).isInstanceOf(Passwords.WeakPassword.class);
    }

    @Test
    void refusesWhatIsTooLongWithoutComputingIt() {
        assertThatThrownBy(() -> passwords.accepted("ab1-".repeat(250), "director"))
                .isInstanceOf(Passwords.WeakPassword.class);
        assertThat(passwords.matches("ab1-".repeat(250), passwords.hash("too long")))
                .isFalse();
    }

    @Test
    void makesFirstPasswordsThatAreGoodAndNeverTheSame() {
        assertThat(passwords.accepted(Passwords.generated(), "director")).startsWith("$argon2id$");
        assertThat(Passwords.generated()).isNotEqualTo(Passwords.generated()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void matchesNothingWhereThereIsNoAccount() {
        assertThat(passwords.matches("whatever it may be", null)).isFalse();
    }
}
