/** Corrections by hand: one person proposes, another approves, with a reason and a monthly cap. */
@NullMarked
package cn.estation.points.adjust;

import org.jspecify.annotations.NullMarked;
