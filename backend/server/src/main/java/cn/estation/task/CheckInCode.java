package cn.estation.task;

import cn.estation.kernel.MomentCodes;
import cn.estation.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The codes of a task: on the screen at the place for coming and for going, and on a member's phone for staff to scan. A new
 * one every 15 seconds, accepted for 30. A photo of it is of no use to somebody who is not there a moment later.
 */
@Component
class CheckInCode {

    static final Duration STEP = Duration.ofSeconds(15);
    private static final int STEPS_ACCEPTED = 2;

    /** What a code is for. One that is for coming says nothing about going. */
    enum Use {
        IN("EZ1", "task.check-in"),
        OUT("EZ2", "task.check-out"),
        /** Shown by the member, scanned by staff. */
        MEMBER("EM1", "task.member");

        private final MomentCodes.Kind kind;

        Use(String prefix, String purpose) {
            this.kind = new MomentCodes.Kind(prefix, purpose, STEP, STEPS_ACCEPTED);
        }
    }

    private final MomentCodes codes;

    CheckInCode(MomentCodes codes) {
        this.codes = codes;
    }

    /** The code of this moment for coming to a task. */
    String current(long taskId) {
        return current(Use.IN, taskId);
    }

    /** The code of this moment; of a member's code the id is the claim's. */
    String current(Use use, long id) {
        return codes.current(use.kind, id);
    }

    /** When a code of this moment is no longer taken. */
    static Instant goodUntil(Instant now) {
        long step = now.getEpochSecond() / STEP.toSeconds();
        return Instant.ofEpochSecond((step + STEPS_ACCEPTED) * STEP.toSeconds());
    }

    /**
     * Passes if the code is for coming to this task and not older than 30 seconds.
     *
     * @throws WrongCode if it is not a code of ours, or another task's
     * @throws OldCode if it was shown too long ago
     */
    void check(long taskId, String code) {
        check(Use.IN, taskId, code);
    }

    /** The same for another use. */
    void check(Use use, long id, String code) {
        switch (codes.verdict(use.kind, id, code)) {
            case GOOD -> {}
            case WRONG -> throw new WrongCode();
            case OLD -> throw new OldCode();
        }
    }

    /**
     * What a code names.
     *
     * @throws WrongCode if it is not a code of ours for this use
     * @throws OldCode if it was shown too long ago
     */
    long read(Use use, String code) {
        long id = codes.thing(use.kind, code).orElseThrow(WrongCode::new);
        check(use, id, code);
        return id;
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
