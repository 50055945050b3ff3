@NullMarked
package cn.estation.guide.content;

import org.jspecify.annotations.NullMarked;
