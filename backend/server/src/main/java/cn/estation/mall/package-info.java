/** The points mall: what is on the shelf and what residents have taken home. */
@ApplicationModule(
        allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity", "media", "points", "chat"})
@NullMarked
package cn.estation.mall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
