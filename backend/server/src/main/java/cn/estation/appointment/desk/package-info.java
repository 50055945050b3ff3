/** What staff do with single bookings: find one, decide on it, change it for somebody, book for who has no phone. */
@NullMarked
package cn.estation.appointment.desk;

import org.jspecify.annotations.NullMarked;
