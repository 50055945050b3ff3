/** Comparing members by score: off unless an organisation's administrator turns it on. */
@NullMarked
package cn.estation.points.ranking;

import org.jspecify.annotations.NullMarked;
