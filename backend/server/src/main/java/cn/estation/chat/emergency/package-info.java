/** Whoever needs help now: the number to call, and somebody on duty who is told until they come. */
@NullMarked
package cn.estation.chat.emergency;

import org.jspecify.annotations.NullMarked;
