/** Pictures and documents people send: taken apart and made anew, looked at before others see them, and given only to whom they may be. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity"})
@NullMarked
package cn.estation.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
