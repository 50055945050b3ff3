/** The tasks of a community at a glance: by state, today, and a member's history. */
@NullMarked
package cn.estation.task.board;

import org.jspecify.annotations.NullMarked;
