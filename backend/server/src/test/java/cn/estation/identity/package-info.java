@NullMarked
package cn.estation.identity;

import org.jspecify.annotations.NullMarked;
