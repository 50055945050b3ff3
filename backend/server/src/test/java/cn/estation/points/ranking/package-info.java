@NullMarked
package cn.estation.points.ranking;

import org.jspecify.annotations.NullMarked;
