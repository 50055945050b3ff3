@NullMarked
package cn.estation;

import org.jspecify.annotations.NullMarked;
