@NullMarked
package cn.estation.chat;

import org.jspecify.annotations.NullMarked;
