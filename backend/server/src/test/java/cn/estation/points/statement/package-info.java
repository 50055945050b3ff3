@NullMarked
package cn.estation.points.statement;

import org.jspecify.annotations.NullMarked;
