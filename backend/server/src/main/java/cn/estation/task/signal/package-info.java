/** What about claims is worth a person's look: facts in a queue, and nothing deducted by a machine. */
@NullMarked
package cn.estation.task.signal;

import org.jspecify.annotations.NullMarked;
