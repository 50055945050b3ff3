package cn.estation.sandbox.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The safe mode of callbacks, written from the platform's description and not from any library: AES-256-CBC with the key's first half
 * as IV, padded to 32 bytes, over {@code random16 + length (4 bytes, big-endian) + message + AppID}; signatures are SHA-1 over the sorted
 * parts.
 */
final class CallbackCipher {

    private static final int BLOCK = 32;
    private static final int RANDOM = 16;

    private final byte[] key;
    private final String token;

    CallbackCipher(String aesKey, String token) {
        this.key = Base64.getDecoder().decode(aesKey + "=");
        this.token = token;
        if (key.length != 32) {
            throw new IllegalArgumentException("An EncodingAESKey has 43 characters");
        }
    }

    String encrypt(String message, String appId) {
        return encrypt(Codes.bytes(RANDOM), message, appId);
    }

    String encrypt(byte[] random16, String message, String appId) {
        var text = message.getBytes(UTF_8);
        var app = appId.getBytes(UTF_8);
        int length = RANDOM + 4 + text.length + app.length;
        int padding = BLOCK - length % BLOCK;
        var plain = ByteBuffer.allocate(length + padding)
                .put(random16)
                .putInt(text.length)
                .put(text)
                .put(app);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
    }

    /** @throws IllegalArgumentException if it was not encrypted with this key in this form */
    Opened decrypt(String encrypted) {
        var plain = crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted));
        int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
        int end = plain.length - padding;
        if (padding < 1 || padding > BLOCK || end < RANDOM + 4) {
            throw new IllegalArgumentException("wrong padding");
        }
        int length = ByteBuffer.wrap(plain, RANDOM, 4).getInt();
        int appAt = RANDOM + 4 + length;
        if (length < 0 || appAt > end) {
            throw new IllegalArgumentException("wrong length");
        }
        return new Opened(new String(plain, RANDOM + 4, length, UTF_8), new String(plain, appAt, end - appAt, UTF_8));
    }

    /** The signature of a request: token and the parts, sorted, joined, SHA-1. */
    String signature(String... parts) {
        var all = Arrays.copyOf(parts, parts.length + 1);
        all[parts.length] = token;
        Arrays.sort(all);
        return sha1(String.join("", all));
    }

    static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] crypt(int mode, byte[] data) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException wrongData) {
            throw new IllegalArgumentException("not decryptable", wrongData);
        }
    }

    record Opened(String message, String appId) {}
}
