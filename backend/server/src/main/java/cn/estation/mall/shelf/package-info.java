/** What is on the shelf: items, where they lie and how many, who supplies them, and what they may cost. */
@NullMarked
package cn.estation.mall.shelf;

import org.jspecify.annotations.NullMarked;
