package cn.estation.appointment.booking;

/** The office has cancelled somebody's booking: another place is to be found for them. */
public record OfficeCancelled(long bookingId, String reason) {}
