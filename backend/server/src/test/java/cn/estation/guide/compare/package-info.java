@NullMarked
package cn.estation.guide.compare;

import org.jspecify.annotations.NullMarked;
