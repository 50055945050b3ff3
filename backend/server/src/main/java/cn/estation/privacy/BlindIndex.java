package cn.estation.privacy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.stereotype.Component;

/**
 * Finds a sealed value without opening any: the same value in the same column gives the same HMAC-SM3 (GB/T 32905), and
 * without the deployment's key nobody can compute it.
 */
@Component
public class BlindIndex {

    private final byte[] key;

    BlindIndex(SealKeys keys) {
        this.key = keys.indexKey();
    }

    /**
     * The index of a value, 64 hex digits.
     *
     * @param column table and column, so that equal values of two columns cannot be matched
     * @param value already in its one canonical form
     */
    public String of(String column, String value) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        var input = (column + "\u0000" + value).getBytes(StandardCharsets.UTF_8);
        mac.update(input, 0, input.length);
        var digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest);
    }
}
