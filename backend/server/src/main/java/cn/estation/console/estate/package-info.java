/** Estates in the console: what residents call where they live, and which buildings that is. */
@NullMarked
package cn.estation.console.estate;

import org.jspecify.annotations.NullMarked;
