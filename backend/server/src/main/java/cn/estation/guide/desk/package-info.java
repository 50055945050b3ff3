/** The console's pages about guides, and the loading of a district's first ones. */
@NullMarked
package cn.estation.guide.desk;

import org.jspecify.annotations.NullMarked;
