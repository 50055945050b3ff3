@NullMarked
package cn.estation.chat.answer;

import org.jspecify.annotations.NullMarked;
