@NullMarked
package cn.estation.points.member;

import org.jspecify.annotations.NullMarked;
