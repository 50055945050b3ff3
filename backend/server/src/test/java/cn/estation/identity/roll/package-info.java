@NullMarked
package cn.estation.identity.roll;

import org.jspecify.annotations.NullMarked;
