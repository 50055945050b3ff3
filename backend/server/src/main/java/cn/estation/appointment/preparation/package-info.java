/** Before the day: what to have ready, reminders, and the entry for one's own calendar. */
@NullMarked
package cn.estation.appointment.preparation;

import org.jspecify.annotations.NullMarked;
