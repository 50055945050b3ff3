/** Who comes to an activity: the console's pages of activities, the roll of each session, and what follows when it is over. */
@NullMarked
package cn.estation.appointment.roll;

import org.jspecify.annotations.NullMarked;
