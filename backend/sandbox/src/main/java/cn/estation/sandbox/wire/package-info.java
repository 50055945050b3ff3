/** Lines between two programs that can be disturbed on purpose. */
@NullMarked
package cn.estation.sandbox.wire;

import org.jspecify.annotations.NullMarked;
