/** Tests of appointments. */
@NullMarked
package cn.estation.appointment;

import org.jspecify.annotations.NullMarked;
