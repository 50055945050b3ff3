@NullMarked
package cn.estation.media;

import org.jspecify.annotations.NullMarked;
