/** Taking guides in from files, with a preview before and a report after, and taking them out. */
@NullMarked
package cn.estation.guide.exchange;

import org.jspecify.annotations.NullMarked;
