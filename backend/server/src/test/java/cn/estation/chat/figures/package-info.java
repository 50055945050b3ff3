@NullMarked
package cn.estation.chat.figures;

import org.jspecify.annotations.NullMarked;
