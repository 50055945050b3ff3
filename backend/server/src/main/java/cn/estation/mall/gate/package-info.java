/** Remembers in Redis what is sold out, for the moment only. */
@NullMarked
package cn.estation.mall.gate;

import org.jspecify.annotations.NullMarked;
