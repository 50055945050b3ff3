@NullMarked
package cn.estation.media.document;

import org.jspecify.annotations.NullMarked;
