/** Every question and what came of it, like ones together: what the bot could not answer is work for somebody. */
@NullMarked
package cn.estation.chat.miss;

import org.jspecify.annotations.NullMarked;
