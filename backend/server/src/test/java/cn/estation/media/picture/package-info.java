@NullMarked
package cn.estation.media.picture;

import org.jspecify.annotations.NullMarked;
