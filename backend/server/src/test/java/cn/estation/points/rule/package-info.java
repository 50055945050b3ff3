@NullMarked
package cn.estation.points.rule;

import org.jspecify.annotations.NullMarked;
