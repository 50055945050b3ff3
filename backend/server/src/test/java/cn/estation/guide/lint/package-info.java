@NullMarked
package cn.estation.guide.lint;

import org.jspecify.annotations.NullMarked;
