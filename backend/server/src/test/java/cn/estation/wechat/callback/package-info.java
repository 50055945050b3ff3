@NullMarked
package cn.estation.wechat.callback;

import org.jspecify.annotations.NullMarked;
