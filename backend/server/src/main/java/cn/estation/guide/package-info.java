/** Service items and their versioned guides: what to bring, where to go, and the search that finds them. */
@ApplicationModule(allowedDependencies = {"kernel", "privacy", "grid", "audit", "identity", "media"})
@NullMarked
package cn.estation.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
