/** Volunteer tasks: published, claimed, checked in, verified. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "media", "chat"})
@NullMarked
package cn.estation.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
