package cn.estation.appointment.plan;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Sha256;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** Somebody booked, moved or cancelled after staff looked whom a change touches: they look again before it is done. */
public final class StalePreview extends Refusal {

    public StalePreview() {
        super(HttpStatus.CONFLICT, "preview-stale", "您看过之后，又有人预约、改期或取消了，受影响的人有变化。请再核对一遍下面的名单，然后确认。");
    }

    /** Who only looks and has confirmed nothing was promised nothing. */
    static boolean counts(Booking booking) {
        return booking.subStatus() != SubStatus.LOOKING;
    }

    /** Stands for whom a change touches and how. */
    static String seen(Collection<Affected> affected) {
        return Sha256.hex(affected.stream()
                .map(one -> one.booking().id() + ":" + one.reason())
                .sorted()
                .collect(Collectors.joining(",")));
    }
}
