/** Turns verified work into scores and, once nobody objects, into points of both ledgers. */
@NullMarked
package cn.estation.points.earning;

import org.jspecify.annotations.NullMarked;
