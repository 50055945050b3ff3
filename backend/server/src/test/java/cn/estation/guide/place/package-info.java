@NullMarked
package cn.estation.guide.place;

import org.jspecify.annotations.NullMarked;
