/** The queue of the day: who is there, whose turn it is, and what becomes of each. Nobody is called by two. */
@NullMarked
package cn.estation.appointment.queue;

import org.jspecify.annotations.NullMarked;
