/** Tests of the queue from inside. */
@NullMarked
package cn.estation.appointment.queue;

import org.jspecify.annotations.NullMarked;
