/** Coming to the hall: checking in for an appointment, and taking a number without one. */
@NullMarked
package cn.estation.appointment.arrival;

import org.jspecify.annotations.NullMarked;
