@NullMarked
package cn.estation.mall.order;

import org.jspecify.annotations.NullMarked;
