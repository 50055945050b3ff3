package cn.estation.appointment.calendar;

/** Rules, hours or closed days of something have changed: its slots follow. */
public record CalendarChanged(long bookableId) {}
