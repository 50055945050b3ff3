@NullMarked
package cn.estation.audit;

import org.jspecify.annotations.NullMarked;
