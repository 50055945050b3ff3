/** What staff see of a service point: who comes when, by day, week and month, and what stands in the way. */
@NullMarked
package cn.estation.appointment.view;

import org.jspecify.annotations.NullMarked;
