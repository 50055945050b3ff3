package cn.estation.task;

import cn.estation.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The code on the screen at the place of the task: HMAC-SM3 over the task and the server's time, a new one every 15
 * seconds, accepted for 30. A photo of it is of no use to somebody who is not there a moment later.
 */
@Component
class CheckInCode {

    static final Duration STEP = Duration.ofSeconds(15);
    private static final int STEPS_ACCEPTED = 2;
    private static final Pattern FORM = Pattern.compile("EZ1\\.([1-9][0-9]{0,18})\\.([0-9]{1,12})\\.([0-9a-f]{32})");

    private final byte[] key;
    private final Clock clock;

    CheckInCode(@Value("${estation.code-key}") String key, Clock clock) {
        this.key = Base64.getDecoder().decode(key);
        if (this.key.length < 32) {
            throw new IllegalStateException("ESTATION_CODE_KEY 应为至少 32 字节的 Base64。");
        }
        this.clock = clock;
    }

    /** The code of this moment. */
    String current(long taskId) {
        return code(taskId, step(clock.instant()));
    }

    /**
     * Passes if the code is this task's and not older than 30 seconds.
     *
     * @throws WrongCode if it is not a code of ours, or another task's
     * @throws OldCode if it was shown too long ago
     */
    void check(long taskId, String code) {
        var parts = FORM.matcher(code);
        if (!parts.matches() || !parts.group(1).equals(Long.toString(taskId))) {
            throw new WrongCode();
        }
        long step = Long.parseLong(parts.group(2));
        if (!MessageDigest.isEqual(bytes(code), bytes(code(taskId, step)))) {
            throw new WrongCode();
        }
        long age = step(clock.instant()) - step;
        if (age < 0 || age >= STEPS_ACCEPTED) {
            throw new OldCode();
        }
    }

    private static long step(Instant moment) {
        return moment.getEpochSecond() / STEP.toSeconds();
    }

    private String code(long taskId, long step) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        var input = bytes("task.check-in|" + taskId + "|" + step);
        mac.update(input, 0, input.length);
        var digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return "EZ1." + taskId + "." + step + "." + HexFormat.of().formatHex(digest, 0, 16);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static final class WrongCode extends Refusal {
        WrongCode() {
            super(HttpStatus.CONFLICT, "check-in-code-wrong", "这不是本任务的签到码，请扫描任务现场屏幕上的码。");
        }
    }

    static final class OldCode extends Refusal {
        OldCode() {
            super(HttpStatus.CONFLICT, "check-in-code-old", "签到码已更换，请扫描现场屏幕上最新的码。");
        }
    }
}
