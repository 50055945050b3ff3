@NullMarked
package cn.estation.grid;

import org.jspecify.annotations.NullMarked;
