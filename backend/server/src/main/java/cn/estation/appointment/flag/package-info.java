/** What changed after somebody had booked: each flag waits for staff who clear it or act on it. */
@NullMarked
package cn.estation.appointment.flag;

import org.jspecify.annotations.NullMarked;
