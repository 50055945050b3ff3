/** How much of what was offered was used, who did not come, and the list behind each number. */
@NullMarked
package cn.estation.appointment.figures;

import org.jspecify.annotations.NullMarked;
