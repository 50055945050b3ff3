package cn.estation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Sealing, and the algorithms it stands on. */
class SealTests {

    private static final String SM4 =
            Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final String AES =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII));
    private static final String OTHER_SM4 =
            Base64.getEncoder().encodeToString("fedcba9876543210".getBytes(StandardCharsets.US_ASCII));

    /** GB/T 32905-2016, appendix A, examples 1 and 2. */
    @Test
    void sm3IsTheStandardsSm3() {
        assertThat(sm3("abc")).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(sm3("abcd".repeat(16)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    /** GB/T 32907-2016, appendix A, examples 1 and 2. */
    @Test
    void sm4IsTheStandardsSm4() throws Exception {
        var key = HexFormat.of().parseHex("0123456789abcdeffedcba9876543210");
        var cipher = Cipher.getInstance("SM4/ECB/NoPadding", new BouncyCastleProvider());
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "SM4"));
        var block = cipher.doFinal(key);
        assertThat(HexFormat.of().formatHex(block)).isEqualTo("681edf34d206965e86b3e94f536e4246");

        for (int round = 1; round < 1_000_000; round++) {
            block = cipher.doFinal(block);
        }
        assertThat(HexFormat.of().formatHex(block)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");
    }

    @Test
    void theBlindIndexIsHmacSm3OfColumnAndValue() {
        var keys = keys("sm4.1:" + SM4);
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(keys.indexKey()));
        var input = "identity_resident.phone\u000013800000001".getBytes(StandardCharsets.UTF_8);
        mac.update(input, 0, input.length);
        var expected = new byte[32];
        mac.doFinal(expected, 0);

        var index = new BlindIndex(keys);
        assertThat(index.of("identity_resident.phone", "13800000001"))
                .isEqualTo(HexFormat.of().formatHex(expected))
                .isNotEqualTo(index.of("other.phone", "13800000001"));
    }

    @Test
    void opensWhatItSealed() {
        var vault = new Vault(keys("sm4.1:" + SM4));
        for (var text : List.of("13812345678", "张小三", "𠮷", "", "a".repeat(2000))) {
            assertThat(vault.open(vault.seal(text, "t.c", 7), "t.c", 7)).isEqualTo(text);
        }
    }

    @Test
    void neverSealsTheSameWayTwice() {
        var vault = new Vault(keys("sm4.1:" + SM4));
        assertThat(vault.seal("same", "t.c", 7)).isNotEqualTo(vault.seal("same", "t.c", 7));
    }

    @Test
    void refusesAValueThatWasMovedOrChanged() {
        var vault = new Vault(keys("sm4.1:" + SM4));
        var value = vault.seal("13812345678", "t.c", 7);
        assertThatThrownBy(() -> vault.open(value, "t.c", 8)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(value, "t.d", 7)).isInstanceOf(IllegalStateException.class);
        var changed = new Sealed(value.text().substring(0, 20)
                + (value.text().charAt(20) == 'A' ? 'B' : 'A')
                + value.text().substring(21));
        assertThatThrownBy(() -> vault.open(changed, "t.c", 7)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsOldKeysAndOtherAlgorithmsWhileNewValuesUseTheLastKey() {
        var before = new Vault(keys("aes.0:" + AES));
        var between = new Vault(keys("aes.0:" + AES + ",sm4.1:" + SM4));
        var after = new Vault(keys("aes.0:" + AES + ",sm4.1:" + SM4 + ",sm4.2:" + OTHER_SM4));
        var old = before.seal("一", "t.c", 1);
        var middle = between.seal("二", "t.c", 1);
        var fresh = after.seal("三", "t.c", 1);

        assertThat(old.text()).startsWith("aes.0.");
        assertThat(middle.text()).startsWith("sm4.1.");
        assertThat(fresh.text()).startsWith("sm4.2.");
        assertThat(List.of(after.open(old, "t.c", 1), after.open(middle, "t.c", 1), after.open(fresh, "t.c", 1)))
                .containsExactly("一", "二", "三");
        assertThatThrownBy(() -> before.open(middle, "t.c", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesKeysOfTheWrongSize() {
        assertThatThrownBy(() -> keys("sm4.1:" + AES)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys("aes.1:" + SM4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys("des.1:" + SM4)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SealKeys("sm4.1:" + SM4, SM4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsNothingInLogs() {
        assertThat(new Vault(keys("sm4.1:" + SM4)).seal("13812345678", "t.c", 7))
                .hasToString("Sealed");
    }

    private static SealKeys keys(String keys) {
        return new SealKeys(keys, AES);
    }

    private static String sm3(String text) {
        var digest = new SM3Digest();
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        digest.update(bytes, 0, bytes.length);
        var out = new byte[32];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
