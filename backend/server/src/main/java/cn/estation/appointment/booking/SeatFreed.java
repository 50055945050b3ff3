package cn.estation.appointment.booking;

/** A place came free in a slot somebody waits for. */
public record SeatFreed(long slotId) {}
