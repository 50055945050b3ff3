/** What every module stands on: refusals, strict input, idempotent commands, ids, paging, time, jobs. Kept small. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.estation.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
