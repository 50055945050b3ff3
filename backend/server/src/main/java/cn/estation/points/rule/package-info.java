/** The rules by which work is scored (赋分细则): versions that one person writes and another approves before they apply. */
@NullMarked
package cn.estation.points.rule;

import org.jspecify.annotations.NullMarked;
