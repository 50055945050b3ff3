/** Lots: which points are spent first, when what is left expires, and where points go that come back. */
@NullMarked
package cn.estation.points.lot;

import org.jspecify.annotations.NullMarked;
