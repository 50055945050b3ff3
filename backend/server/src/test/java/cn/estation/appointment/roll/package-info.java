@NullMarked
package cn.estation.appointment.roll;

import org.jspecify.annotations.NullMarked;
