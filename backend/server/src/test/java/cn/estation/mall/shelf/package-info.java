@NullMarked
package cn.estation.mall.shelf;

import org.jspecify.annotations.NullMarked;
