/** Waiting for a place in a full slot; a place that comes free is offered to the first. */
@NullMarked
package cn.estation.appointment.waitlist;

import org.jspecify.annotations.NullMarked;
