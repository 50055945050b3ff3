/** What the bot could not answer, kept so that staff can. */
@NullMarked
package cn.estation.chat.miss;

import org.jspecify.annotations.NullMarked;
