@NullMarked
package cn.estation.sandbox.addon;

import org.jspecify.annotations.NullMarked;
