@NullMarked
package cn.estation.guide.life;

import org.jspecify.annotations.NullMarked;
