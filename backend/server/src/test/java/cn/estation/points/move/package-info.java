@NullMarked
package cn.estation.points.move;

import org.jspecify.annotations.NullMarked;
