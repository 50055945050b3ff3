/** Every call to WeChat and every call from it. Other modules answer incoming messages through an interface of ours. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy"})
@NullMarked
package cn.estation.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
