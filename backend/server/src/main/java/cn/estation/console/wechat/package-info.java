/** The pages of the official account: menu, greeting, codes to scan, and how the connection does. */
@NullMarked
package cn.estation.console.wechat;

import org.jspecify.annotations.NullMarked;
