package cn.estation.appointment.flag;

import cn.estation.appointment.booking.BookingMoved;
import cn.estation.appointment.booking.BookingStatus;
import cn.estation.kernel.Actor;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A booking that is over needs nobody's attention any more, whatever had changed about it. */
@Component
class FlagClosing {

    private static final Actor TIMER = () -> "system:appointment";

    private final Flags flags;

    FlagClosing(Flags flags) {
        this.flags = flags;
    }

    @EventListener
    void on(BookingMoved moved) {
        var outcome = moved.step().outcome();
        // One that is released is taken care of together with its place.
        if (outcome != null && moved.step().to() == BookingStatus.FINISHED) {
            flags.close(moved.booking().id(), TIMER, outcome.title());
        }
    }
}
