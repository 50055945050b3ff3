/** Where to go: which point and counter, whether it is open, and what staff keep of them. */
@NullMarked
package cn.estation.guide.place;

import org.jspecify.annotations.NullMarked;
