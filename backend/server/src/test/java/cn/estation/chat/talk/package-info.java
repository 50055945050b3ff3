@NullMarked
package cn.estation.chat.talk;

import org.jspecify.annotations.NullMarked;
