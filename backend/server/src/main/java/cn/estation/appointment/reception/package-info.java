/** The staff's side of the day: calling at a desk, checking people in, giving numbers, and setting a hall up. */
@NullMarked
package cn.estation.appointment.reception;

import org.jspecify.annotations.NullMarked;
