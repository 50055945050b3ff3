@NullMarked
package cn.estation.guide.format;

import org.jspecify.annotations.NullMarked;
