@NullMarked
package cn.estation.identity.staff;

import org.jspecify.annotations.NullMarked;
