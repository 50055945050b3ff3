/** Year-end statements of a member or a unit (结果应用): printed, with a code by which anyone can check the paper. */
@NullMarked
package cn.estation.points.statement;

import org.jspecify.annotations.NullMarked;
