/** Reads a file that claims to be a picture and makes a new one of what it shows; nothing else of the file survives. */
@NullMarked
package cn.estation.media.picture;

import org.jspecify.annotations.NullMarked;
