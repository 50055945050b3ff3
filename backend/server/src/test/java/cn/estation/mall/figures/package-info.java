@NullMarked
package cn.estation.mall.figures;

import org.jspecify.annotations.NullMarked;
