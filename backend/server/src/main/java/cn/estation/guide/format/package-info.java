/** Guides as files write them: lines of the national exchange, lines of our own, and Excel; read warily, written safely. */
@NullMarked
package cn.estation.guide.format;

import org.jspecify.annotations.NullMarked;
