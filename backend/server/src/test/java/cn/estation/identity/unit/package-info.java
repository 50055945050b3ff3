@NullMarked
package cn.estation.identity.unit;

import org.jspecify.annotations.NullMarked;
