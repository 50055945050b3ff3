package cn.estation.identity.session;

import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets each of WeChat's one-time codes through once, on any node, before anybody asks WeChat about it. The row is written
 * on its own, not in a transaction: whoever comes second never waits and never deadlocks.
 */
@Component
public class OneTimeCodes {

    /** What a code is for. */
    public enum Purpose {
        LOGIN,
        PHONE
    }

    private final SessionMapper codes;
    private final BlindIndex index;
    private final Clock clock;

    OneTimeCodes(SessionMapper codes, BlindIndex index, Clock clock) {
        this.codes = codes;
        this.index = index;
        this.clock = clock;
    }

    /**
     * True the first time; false when the same resident sends the code again.
     *
     * @throws CodeUsed if it was used before by somebody else, or for a login
     */
    public boolean spend(Purpose purpose, String code, @Nullable Long residentId) {
        var digest = index.of("identity.code." + purpose, code);
        try {
            codes.spendCode(digest, residentId, clock.instant());
            return true;
        } catch (DuplicateKeyException again) {
            if (residentId == null || !residentId.equals(codes.spenderOf(digest))) {
                throw new CodeUsed();
            }
            return false;
        }
    }

    /** A code is good for once. */
    public static final class CodeUsed extends Refusal {
        CodeUsed() {
            super(HttpStatus.CONFLICT, "code-used", "这个凭证已经用过，请在小程序中重新获取。");
        }
    }
}
