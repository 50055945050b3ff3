/** The staff console's shell: layout, navigation, fragments, errors, and the pages of modules that have none of their own. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "wechat", "grid", "audit", "identity"})
@NullMarked
package cn.estation.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
