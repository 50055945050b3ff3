/** Residents, members and staff: who they are, how they sign in, what they may do. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "grid", "audit", "wechat"})
@NullMarked
package cn.estation.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
