package cn.estation.appointment.flag;

import cn.estation.appointment.booking.BookingMoved;
import cn.estation.kernel.Actor;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A booking that has ended needs nobody's attention, whatever had changed about it. */
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
        if (outcome != null) {
            flags.close(moved.booking().id(), TIMER, outcome.title());
        }
    }
}
