/** Who did not come, why that may not count, and what follows when it happens again and again. */
@NullMarked
package cn.estation.appointment.absence;

import org.jspecify.annotations.NullMarked;
