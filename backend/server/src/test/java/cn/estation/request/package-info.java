@NullMarked
package cn.estation.request;

import org.jspecify.annotations.NullMarked;
