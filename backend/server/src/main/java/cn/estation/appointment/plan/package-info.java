/** Slots made ahead from session templates, and what happens to bookings when hours change or a day is closed. */
@NullMarked
package cn.estation.appointment.plan;

import org.jspecify.annotations.NullMarked;
