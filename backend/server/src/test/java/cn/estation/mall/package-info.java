@NullMarked
package cn.estation.mall;

import org.jspecify.annotations.NullMarked;
