/** The chatbot: answers from published guides with a citation, or says that it does not know. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "guide"})
@NullMarked
package cn.estation.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
