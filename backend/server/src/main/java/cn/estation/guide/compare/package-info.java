/** Shows what changed between two versions of a guide. */
@NullMarked
package cn.estation.guide.compare;

import org.jspecify.annotations.NullMarked;
