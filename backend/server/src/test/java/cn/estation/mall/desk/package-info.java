@NullMarked
package cn.estation.mall.desk;

import org.jspecify.annotations.NullMarked;
