@NullMarked
package cn.estation.console.wechat;

import org.jspecify.annotations.NullMarked;
