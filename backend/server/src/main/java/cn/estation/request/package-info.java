/** What residents ask of the community (诉求): said once, answered by a person, every move on record. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "chat"})
@NullMarked
package cn.estation.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
