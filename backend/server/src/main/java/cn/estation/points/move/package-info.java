/** Every change of state of what leads to points: who, why, from, to. */
@NullMarked
package cn.estation.points.move;

import org.jspecify.annotations.NullMarked;
