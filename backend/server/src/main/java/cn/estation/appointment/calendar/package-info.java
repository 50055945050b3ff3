/** What can be booked, by which rules, and its slots with their counters. */
@NullMarked
package cn.estation.appointment.calendar;

import org.jspecify.annotations.NullMarked;
