/** The photos of service points, by which residents recognise the door. */
@NullMarked
package cn.estation.media.point;

import org.jspecify.annotations.NullMarked;
