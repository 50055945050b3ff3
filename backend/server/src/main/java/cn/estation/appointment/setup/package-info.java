/** Staff decide what can be booked, with which rules and hours, and close days; each change shows first whom it touches. */
@NullMarked
package cn.estation.appointment.setup;

import org.jspecify.annotations.NullMarked;
