package cn.estation.appointment.calendar;

/** Whether places of a slot are given out. */
public enum SlotStatus {
    OPEN,
    CLOSED
}
