package cn.estation.appointment.screen;

import cn.estation.appointment.hall.Hall;
import cn.estation.appointment.hall.Halls;
import cn.estation.audit.AuditTrail;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Addresses for screens. Nobody guesses one, and staff can end one that got about. */
@Service
public class Screens {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 20;

    private final ScreenMapper screens;
    private final Halls halls;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Screens(ScreenMapper screens, Halls halls, AuditTrail audit, Ids ids, Clock clock) {
        this.screens = screens;
        this.halls = halls;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The hall that a screen with this code shows; empty if there is none, or it was ended. */
    Optional<Hall> hall(String code) {
        return Optional.ofNullable(screens.byCode(code))
                .filter(screen -> screen.revokedAt() == null)
                .map(screen -> halls.hall(screen.hallId()));
    }

    /** Screens of a hall that were not ended. */
    public List<Screen> ofHall(long hallId) {
        return screens.ofHall(hallId);
    }

    /**
     * The hall of a screen, ended or not.
     *
     * @throws NotFound if it is not of the staff member's offices
     */
    public Hall hallOf(Staff staff, long screenId) {
        halls.require(staff, Permission.MANAGE_CALENDARS);
        var screen = Optional.ofNullable(screens.find(screenId)).orElseThrow(NotFound::new);
        return halls.theirs(staff, Permission.MANAGE_CALENDARS, screen.hallId());
    }

    /**
     * Makes an address for a screen.
     *
     * @throws NotFound if the hall is not of the staff member's offices
     * @throws TooManyScreens beyond twenty in a hall
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Screen add(Staff staff, long hallId, String typed) {
        var hall = halls.theirs(staff, Permission.MANAGE_CALENDARS, hallId);
        var name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !CleanText.isClean(name)) {
            throw new BadInput("请写明是哪块屏幕，例如“进门左手”，不超过 20 个字。");
        }
        if (screens.ofHall(hallId).size() >= MOST) {
            throw new TooManyScreens();
        }
        var screen = new Screen(ids.next(), hallId, Codes.next(), name, staff.actorKey(), clock.instant(), null);
        screens.add(screen);
        audit.record(staff, hall.cellId(), "appointment.screen", "hall:" + hallId, "添加屏幕“" + name + "”。");
        return screen;
    }

    /**
     * Ends an address; the screen goes dark within seconds.
     *
     * @throws NotFound if it is not of the staff member's offices
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(Staff staff, long screenId) {
        var hall = hallOf(staff, screenId);
        var screen = Optional.ofNullable(screens.find(screenId)).orElseThrow(NotFound::new);
        if (screens.revoke(screenId, staff.actorKey(), clock.instant()) == 1) {
            audit.record(
                    staff, hall.cellId(), "appointment.screen", "hall:" + hall.id(), "停用屏幕“" + screen.name() + "”的地址。");
        }
    }

    static final class TooManyScreens extends Refusal {
        TooManyScreens() {
            super(HttpStatus.CONFLICT, "too-many-screens", "一个大厅最多 20 块屏幕，请先停用不用的。");
        }
    }
}
