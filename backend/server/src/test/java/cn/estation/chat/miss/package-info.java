@NullMarked
package cn.estation.chat.miss;

import org.jspecify.annotations.NullMarked;
