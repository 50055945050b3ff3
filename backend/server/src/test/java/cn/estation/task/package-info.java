@NullMarked
package cn.estation.task;

import org.jspecify.annotations.NullMarked;
