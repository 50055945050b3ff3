/** A person takes over from the bot: the queue, the conversation with staff, messages left for the morning. */
@NullMarked
package cn.estation.chat.desk;

import org.jspecify.annotations.NullMarked;
