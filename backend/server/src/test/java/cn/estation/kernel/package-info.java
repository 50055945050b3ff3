@NullMarked
package cn.estation.kernel;

import org.jspecify.annotations.NullMarked;
