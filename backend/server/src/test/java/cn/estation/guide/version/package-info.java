@NullMarked
package cn.estation.guide.version;

import org.jspecify.annotations.NullMarked;
