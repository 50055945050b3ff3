@NullMarked
package cn.estation.chat.desk;

import org.jspecify.annotations.NullMarked;
