/** Every change of state of what stands beside tasks and claims: proposed changes and signals. */
@NullMarked
package cn.estation.task.move;

import org.jspecify.annotations.NullMarked;
