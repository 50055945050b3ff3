/** The rules a guide has to keep before residents may see it: the national checker's and ours, each small. */
@NullMarked
package cn.estation.guide.lint;

import org.jspecify.annotations.NullMarked;
