/** The screen on the wall of a hall: numbers that are called, how many wait, and the code at the door. No names. */
@NullMarked
package cn.estation.appointment.screen;

import org.jspecify.annotations.NullMarked;
