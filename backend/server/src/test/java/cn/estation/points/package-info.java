@NullMarked
package cn.estation.points;

import org.jspecify.annotations.NullMarked;
