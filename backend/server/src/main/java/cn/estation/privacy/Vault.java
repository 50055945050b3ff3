package cn.estation.privacy;

import cn.estation.kernel.AnswerVault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.springframework.stereotype.Component;

/**
 * Seals personal values with SM4-GCM (GB/T 32907, GB/T 36624) and opens them again.
 *
 * <p>Each value is bound to the row and column it belongs to: copied elsewhere, it does not open. The tag in front names
 * algorithm and key, so keys can be changed while old values stay readable.
 */
@Component
public class Vault implements AnswerVault {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SealKeys.Key> keys;
    private final SealKeys.Key active;
    private final SecureRandom random = new SecureRandom();

    Vault(SealKeys keys) {
        this.keys = keys.byId();
        this.active = keys.active();
    }

    /**
     * Seals a value for one place.
     *
     * @param column table and column, for example {@code identity_resident.phone}
     * @param row id of the row
     */
    public Sealed seal(String plain, String column, long row) {
        return new Sealed(seal(plain, column + ":" + row));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalStateException if it was changed, moved, or its key is gone
     */
    public String open(Sealed sealed, String column, long row) {
        return open(sealed.text(), column + ":" + row);
    }

    @Override
    public String seal(String plain, String context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var cipher = apply(active, Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8), context);
        var all = Arrays.copyOf(nonce, NONCE + cipher.length);
        System.arraycopy(cipher, 0, all, NONCE, cipher.length);
        return active.algorithm() + "." + active.id() + "."
                + Base64.getEncoder().withoutPadding().encodeToString(all);
    }

    @Override
    public String open(String sealed, String context) {
        var parts = sealed.split("\\.", 3);
        var key = parts.length == 3 ? keys.get(parts[1]) : null;
        if (key == null || !key.algorithm().equals(parts[0])) {
            throw new IllegalStateException("a sealed value names a key that is not configured");
        }
        var all = Base64.getDecoder().decode(parts[2]);
        var plain = apply(
                key,
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(all, NONCE),
                Arrays.copyOfRange(all, NONCE, all.length),
                context);
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static byte[] apply(SealKeys.Key key, int mode, byte[] nonce, byte[] input, String context) {
        try {
            var cipher = Cipher.getInstance(key.transformation(), PROVIDER);
            cipher.init(mode, new SecretKeySpec(key.bytes(), key.cipher()), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a sealed value does not open", broken);
        }
    }
}
