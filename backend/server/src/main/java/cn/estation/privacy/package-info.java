/** Personal data: sealed at rest, found by blind index, masked wherever it is shown. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package cn.estation.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
