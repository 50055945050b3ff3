package cn.estation.appointment.calendar;

import cn.estation.kernel.Id;
import java.time.Instant;
import java.util.List;

/** A slot as the mini-program offers it. */
public record SlotView(Id slotId, Instant startsAt, Instant endsAt, int free) {

    public static SlotView of(Slot slot, boolean elder, Instant now) {
        return new SlotView(Id.of(slot.id()), slot.startsAt(), slot.endsAt(), slot.free(elder, now));
    }

    public static List<SlotView> of(List<Slot> slots, boolean elder, Instant now) {
        return slots.stream().map(slot -> of(slot, elder, now)).toList();
    }
}
