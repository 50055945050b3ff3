/** What was redeemed and what it cost, in numbers and as a file. */
@NullMarked
package cn.estation.mall.figures;

import org.jspecify.annotations.NullMarked;
