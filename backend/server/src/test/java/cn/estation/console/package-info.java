@NullMarked
package cn.estation.console;

import org.jspecify.annotations.NullMarked;
