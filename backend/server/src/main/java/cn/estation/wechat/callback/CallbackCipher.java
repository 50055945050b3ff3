package cn.estation.wechat.callback;

import cn.estation.wechat.WechatSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures and the safe mode of one account: AES-256-CBC over 16 random bytes, the length, the message and the AppID.
 * Unlike the library's, this one checks the AppID and compares in constant time.
 */
final class CallbackCipher {

    private static final int RANDOM = 16;
    private static final int BLOCK = 32;

    private final WechatSettings.Account account;
    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    CallbackCipher(WechatSettings.Account account) {
        this.account = account;
        this.key = Base64.getDecoder().decode(account.aesKey() + "=");
        if (key.length != 32) {
            throw new IllegalStateException("微信 EncodingAESKey 应为 43 个字符：" + account.appId());
        }
    }

    /** True if the signature is that of these parts together with our token. */
    boolean signed(String signature, String... parts) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), sign(parts).getBytes(StandardCharsets.UTF_8));
    }

    String sign(String... parts) {
        var all = Arrays.copyOf(parts, parts.length + 1);
        all[parts.length] = account.token();
        Arrays.sort(all);
        try {
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest(String.join("", all).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** @throws Rejected if it was not encrypted with our key for our AppID */
    String decrypt(String encrypted) throws Rejected {
        try {
            return message(
                    unpadded(crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted))));
        } catch (GeneralSecurityException | CharacterCodingException | IllegalArgumentException broken) {
            throw new Rejected("does not decrypt");
        }
    }

    private String message(byte[] plain) throws Rejected, CharacterCodingException {
        if (plain.length < RANDOM + Integer.BYTES) {
            throw new Rejected("too short");
        }
        int length = ByteBuffer.wrap(plain, RANDOM, Integer.BYTES).getInt();
        int start = RANDOM + Integer.BYTES;
        if (length < 0 || length > plain.length - start) {
            throw new Rejected("wrong length");
        }
        var appId = Arrays.copyOfRange(plain, start + length, plain.length);
        if (!MessageDigest.isEqual(appId, account.appId().getBytes(StandardCharsets.UTF_8))) {
            throw new Rejected("other AppID");
        }
        return Fields.utf8(Arrays.copyOfRange(plain, start, start + length));
    }

    private static byte[] unpadded(byte[] padded) throws Rejected {
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK || padding > padded.length) {
            throw new Rejected("wrong padding");
        }
        return Arrays.copyOf(padded, padded.length - padding);
    }

    String encrypt(String message) {
        var text = message.getBytes(StandardCharsets.UTF_8);
        var appId = account.appId().getBytes(StandardCharsets.UTF_8);
        int length = RANDOM + Integer.BYTES + text.length + appId.length;
        int padding = BLOCK - length % BLOCK;
        var plain = ByteBuffer.allocate(length + padding);
        var salt = new byte[RANDOM];
        random.nextBytes(salt);
        plain.put(salt).putInt(text.length).put(text).put(appId);
        while (plain.hasRemaining()) {
            plain.put((byte) padding);
        }
        try {
            return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private byte[] crypt(int mode, byte[] input) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
        return cipher.doFinal(input);
    }
}
