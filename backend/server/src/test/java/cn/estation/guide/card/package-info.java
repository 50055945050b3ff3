@NullMarked
package cn.estation.guide.card;

import org.jspecify.annotations.NullMarked;
