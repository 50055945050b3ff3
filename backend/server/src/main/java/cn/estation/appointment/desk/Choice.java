package cn.estation.appointment.desk;

import cn.estation.appointment.booking.When;
import cn.estation.appointment.calendar.Slot;
import java.time.Instant;

/**
 * A slot staff may choose.
 *
 * @param free places for everybody and for walk-ins; staff may give both
 * @param said what there is, in a few words
 */
record Choice(long slotId, String time, int free, String said) {

    static Choice of(Slot slot, Instant now) {
        int all = slot.waiting() > 0
                ? Math.max(0, Math.min(slot.walkIn(), slot.capacity() - slot.taken()))
                : Math.max(0, slot.capacity() - slot.taken());
        int open = slot.free(false, now);
        var said = all == 0
                ? slot.waiting() > 0 ? "已满，" + slot.waiting() + " 人候补" : "已满"
                : "可给 " + all + " 个" + (open < all ? "（含预留 " + (all - open) + "）" : "");
        return new Choice(slot.id(), When.at(slot.startsAt()), all, said);
    }
}
