@NullMarked
package cn.estation.guide.exchange;

import org.jspecify.annotations.NullMarked;
