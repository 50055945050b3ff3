package cn.estation.task;

import cn.estation.kernel.MomentCodes;
import cn.estation.kernel.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The code on the screen at the place of the task: a new one every 15 seconds, accepted for 30. A photo of it is of no use
 * to somebody who is not there a moment later.
 */
@Component
class CheckInCode {

    static final Duration STEP = Duration.ofSeconds(15);
    private static final MomentCodes.Kind KIND = new MomentCodes.Kind("EZ1", "task.check-in", STEP, 2);

    private final MomentCodes codes;

    CheckInCode(MomentCodes codes) {
        this.codes = codes;
    }

    /** The code of this moment. */
    String current(long taskId) {
        return codes.current(KIND, taskId);
    }

    /**
     * Passes if the code is this task's and not older than 30 seconds.
     *
     * @throws WrongCode if it is not a code of ours, or another task's
     * @throws OldCode if it was shown too long ago
     */
    void check(long taskId, String code) {
        switch (codes.verdict(KIND, taskId, code)) {
            case GOOD -> {}
            case WRONG -> throw new WrongCode();
            case OLD -> throw new OldCode();
        }
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
