@NullMarked
package cn.estation.points.publicity;

import org.jspecify.annotations.NullMarked;
