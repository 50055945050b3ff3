@NullMarked
package cn.estation.task.board;

import org.jspecify.annotations.NullMarked;
