@NullMarked
package cn.estation.guide;

import org.jspecify.annotations.NullMarked;
