package cn.estation.appointment.calendar;

/** Which share of a slot's places one was taken from. */
public enum Pool {
    GENERAL,
    ELDER
}
