/** The append-only trail of who did and who saw what, and the chain that shows if any row of it was changed. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package cn.estation.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
