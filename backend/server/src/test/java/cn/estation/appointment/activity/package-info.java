@NullMarked
package cn.estation.appointment.activity;

import org.jspecify.annotations.NullMarked;
