@NullMarked
package cn.estation.points.adjust;

import org.jspecify.annotations.NullMarked;
