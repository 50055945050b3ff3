@NullMarked
package cn.estation.chat.mending;

import org.jspecify.annotations.NullMarked;
