/** Taking a place, keeping it, changing it and giving it back. */
@NullMarked
package cn.estation.appointment.booking;

import org.jspecify.annotations.NullMarked;
