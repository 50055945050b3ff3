@NullMarked
package cn.estation.privacy;

import org.jspecify.annotations.NullMarked;
