/** Redemptions: points traded for a unit, its collection, and how it comes back. */
@NullMarked
package cn.estation.mall.order;

import org.jspecify.annotations.NullMarked;
