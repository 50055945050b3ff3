@NullMarked
package cn.estation.chat.scene;

import org.jspecify.annotations.NullMarked;
