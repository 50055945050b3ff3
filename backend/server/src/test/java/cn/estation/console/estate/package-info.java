@NullMarked
package cn.estation.console.estate;

import org.jspecify.annotations.NullMarked;
