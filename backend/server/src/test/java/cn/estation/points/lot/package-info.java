@NullMarked
package cn.estation.points.lot;

import org.jspecify.annotations.NullMarked;
