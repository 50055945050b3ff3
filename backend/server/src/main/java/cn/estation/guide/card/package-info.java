/** The personal card: what one person brings, where and when, found by answering a guide's questions. */
@NullMarked
package cn.estation.guide.card;

import org.jspecify.annotations.NullMarked;
