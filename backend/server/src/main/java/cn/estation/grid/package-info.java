/** The organisation tree, from district to household. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package cn.estation.grid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
