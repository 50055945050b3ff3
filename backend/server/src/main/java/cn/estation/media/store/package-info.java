/** The folder where pictures lie, under names that tell nothing. */
@NullMarked
package cn.estation.media.store;

import org.jspecify.annotations.NullMarked;
