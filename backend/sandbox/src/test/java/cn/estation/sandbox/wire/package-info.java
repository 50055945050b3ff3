@NullMarked
package cn.estation.sandbox.wire;

import org.jspecify.annotations.NullMarked;
