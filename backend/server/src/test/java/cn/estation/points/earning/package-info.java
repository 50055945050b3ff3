@NullMarked
package cn.estation.points.earning;

import org.jspecify.annotations.NullMarked;
