/** The console pages by which staff keep the shelf. */
@NullMarked
package cn.estation.mall.desk;

import org.jspecify.annotations.NullMarked;
