@NullMarked
package cn.estation.notice;

import org.jspecify.annotations.NullMarked;
