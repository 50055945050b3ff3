@org.jspecify.annotations.NullMarked
package cn.estation.task.signal;
