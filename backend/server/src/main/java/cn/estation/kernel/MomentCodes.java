package cn.estation.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Codes on a screen that hold for a moment: HMAC-SM3 over a thing and the server's time. A photo of one is of no use to
 * somebody who is not there a little later. Nothing is kept, so a restart changes nothing.
 */
@Component
public class MomentCodes {

    private static final Pattern FORM =
            Pattern.compile("([A-Z0-9]{3})\\.([1-9][0-9]{0,18})\\.([0-9]{1,12})\\.([0-9a-f]{32})");

    /**
     * What codes are for.
     *
     * @param prefix three letters or digits in front of each
     * @param purpose part of what is signed: a code for one purpose is of no use for another
     * @param step after how long there is a new one
     * @param accepted how many steps one is good for
     */
    public record Kind(String prefix, String purpose, Duration step, int accepted) {}

    /** What somebody came with. */
    public enum Verdict {
        GOOD,
        WRONG,
        OLD
    }

    private final byte[] key;
    private final Clock clock;

    public MomentCodes(@Value("${estation.code-key}") String key, Clock clock) {
        this.key = Base64.getDecoder().decode(key);
        if (this.key.length < 32) {
            throw new IllegalStateException("ESTATION_CODE_KEY 应为至少 32 字节的 Base64。");
        }
        this.clock = clock;
    }

    /** The code of this moment. */
    public String current(Kind kind, long thing) {
        return code(kind, thing, step(kind, clock.instant()));
    }

    /** The thing a code names, whether or not it is good; empty if it is no code of this kind. */
    public OptionalLong thing(Kind kind, String code) {
        var parts = FORM.matcher(code);
        try {
            return is(kind, parts) ? OptionalLong.of(Long.parseLong(parts.group(2))) : OptionalLong.empty();
        } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty();
        }
    }

    /** Whether a code is this thing's and of this moment. */
    public Verdict verdict(Kind kind, long thing, String code) {
        var parts = FORM.matcher(code);
        if (!is(kind, parts) || !parts.group(2).equals(Long.toString(thing))) {
            return Verdict.WRONG;
        }
        long step = Long.parseLong(parts.group(3));
        if (!MessageDigest.isEqual(bytes(code), bytes(code(kind, thing, step)))) {
            return Verdict.WRONG;
        }
        long age = step(kind, clock.instant()) - step;
        return age < 0 || age >= kind.accepted() ? Verdict.OLD : Verdict.GOOD;
    }

    private static boolean is(Kind kind, Matcher parts) {
        return parts.matches() && parts.group(1).equals(kind.prefix());
    }

    private static long step(Kind kind, Instant moment) {
        return moment.getEpochSecond() / kind.step().toSeconds();
    }

    private String code(Kind kind, long thing, long step) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        var input = bytes(kind.purpose() + "|" + thing + "|" + step);
        mac.update(input, 0, input.length);
        var digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return kind.prefix() + "." + thing + "." + step + "." + HexFormat.of().formatHex(digest, 0, 16);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
