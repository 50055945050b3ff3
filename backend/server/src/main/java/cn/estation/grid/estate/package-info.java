/** Estates: where residents say they live, and the buildings that give them their micro-grid. */
@NullMarked
package cn.estation.grid.estate;

import org.jspecify.annotations.NullMarked;
