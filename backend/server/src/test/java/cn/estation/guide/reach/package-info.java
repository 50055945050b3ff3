@NullMarked
package cn.estation.guide.reach;

import org.jspecify.annotations.NullMarked;
