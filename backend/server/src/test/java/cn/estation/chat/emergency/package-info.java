@NullMarked
package cn.estation.chat.emergency;

import org.jspecify.annotations.NullMarked;
