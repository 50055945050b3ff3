@NullMarked
package cn.estation.wechat.menu;

import org.jspecify.annotations.NullMarked;
