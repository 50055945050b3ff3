package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallbackCipherTests {

    /** Made with openssl enc -aes-256-cbc -nopad over bytes put together by hand, and sha1sum. */
    private static final String SEALED =
            "jn1L23DB+6ELqJ+6bruv25XVGRAS0KTgO4wCRKR94lsc6Rjb7bqjs7f6WU9IUlt2B5b3lPEJD07su1PEZupRHqNmLTyJC3+nzo4tVjZ9X2Kl"
                    + "m4vB7tt5bXmiqUxzQCQq3jV3B6GYpwxq/wZ2bnk9rWhAJVsbI7RstPYzupL02MM=";

    private static final String MESSAGE = "<xml><Content><![CDATA[老年证怎么办]]></Content></xml>";
    private static final String APP_ID = "wx2c2769f8efd9abc2";

    private final CallbackCipher cipher = new CallbackCipher("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "spamtest");

    @Test
    void encryptsAsOpensslDoes() {
        assertThat(cipher.encrypt("aaaabbbbccccdddd".getBytes(UTF_8), MESSAGE, APP_ID))
                .isEqualTo(SEALED);
    }

    @Test
    void decryptsWhatOpensslEncrypted() {
        assertThat(cipher.decrypt(SEALED)).isEqualTo(new CallbackCipher.Opened(MESSAGE, APP_ID));
    }

    @Test
    void signsTheSortedParts() {
        assertThat(cipher.signature("1409735669", "1320562132")).isEqualTo("16120ec1b8dbb870f510d87ce6bc2463eae6ca1a");
        assertThat(cipher.signature("1409735669", "1320562132", SEALED))
                .isEqualTo("5c7757208f7b89ff87ac6b60bfce2c2d5959b317");
    }

    @Test
    void opensEveryLengthOfMessage() {
        for (int length = 0; length < 70; length++) {
            var message = "x".repeat(length);
            assertThat(cipher.decrypt(cipher.encrypt(message, APP_ID)).message())
                    .isEqualTo(message);
        }
    }

    @Test
    void refusesWhatAnotherKeySealed() {
        var other = new CallbackCipher("GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcbA", "spamtest");
        assertThatThrownBy(() -> other.decrypt(SEALED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cipher.decrypt("AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cipher.decrypt("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsNoXmlWithADoctype() {
        var bomb = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><Content>&a;</Content></xml>";
        assertThatThrownBy(() -> Xml.read(bomb)).isInstanceOf(IllegalArgumentException.class);
    }
}
