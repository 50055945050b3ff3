/** Messages and events that WeChat pushes: checked, taken once, answered at most once. */
@NullMarked
package cn.estation.wechat.callback;

import org.jspecify.annotations.NullMarked;
