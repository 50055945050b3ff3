/** The conversation: what people ask the bot, what it answers, what it could not answer. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "guide"})
@NullMarked
package cn.estation.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
