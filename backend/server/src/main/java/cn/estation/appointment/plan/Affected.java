package cn.estation.appointment.plan;

import cn.estation.appointment.booking.Booking;
import cn.estation.appointment.flag.FlagReason;

/** A booking that a change would touch, and how. */
public record Affected(Booking booking, FlagReason reason) {}
