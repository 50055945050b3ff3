@NullMarked
package cn.estation.guide.desk;

import org.jspecify.annotations.NullMarked;
