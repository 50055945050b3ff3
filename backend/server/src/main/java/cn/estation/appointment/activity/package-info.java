/** Activities and courses: written, published, enrolled for, called off when too few come, moved with everybody asked. */
@NullMarked
package cn.estation.appointment.activity;

import org.jspecify.annotations.NullMarked;
