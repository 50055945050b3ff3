package cn.estation.appointment.hall;

import cn.estation.kernel.MomentCodes;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The code at the door of a hall: who scans it is there. A new one every 20 seconds, accepted for a minute. */
@Component
public class DoorCode {

    static final Duration STEP = Duration.ofSeconds(20);
    private static final MomentCodes.Kind KIND = new MomentCodes.Kind("EH1", "appointment.door", STEP, 3);

    private final MomentCodes codes;
    private final HallMapper halls;

    DoorCode(MomentCodes codes, HallMapper halls) {
        this.codes = codes;
        this.halls = halls;
    }

    /** The code of this moment. */
    public String current(long hallId) {
        return codes.current(KIND, hallId);
    }

    /**
     * The hall somebody is in.
     *
     * @throws NotAtTheDoor if it is not a code of ours
     * @throws DoorCodeOld if it was shown too long ago
     */
    public Hall hall(String code) {
        var hall = codes.thing(KIND, code).orElseThrow(NotAtTheDoor::new);
        switch (codes.verdict(KIND, hall, code)) {
            case GOOD -> {}
            case WRONG -> throw new NotAtTheDoor();
            case OLD -> throw new DoorCodeOld();
        }
        var found = halls.selectById(hall);
        if (found == null) {
            throw new NotFound();
        }
        return found;
    }

    static final class NotAtTheDoor extends Refusal {
        NotAtTheDoor() {
            super(HttpStatus.CONFLICT, "door-code-wrong", "这不是大厅门口的码，请扫大厅屏幕上的二维码，或到窗口报电话签到。");
        }
    }

    static final class DoorCodeOld extends Refusal {
        DoorCodeOld() {
            super(HttpStatus.CONFLICT, "door-code-old", "门口的码已更换，请重新扫屏幕上现在的二维码。");
        }
    }
}
