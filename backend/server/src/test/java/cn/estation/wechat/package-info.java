@NullMarked
package cn.estation.wechat;

import org.jspecify.annotations.NullMarked;
