/** The official account's menu: checked here, then published. */
@NullMarked
package cn.estation.wechat.menu;

import org.jspecify.annotations.NullMarked;
