/** Whom an appointment is for: oneself, somebody cared for, or somebody at the desk. */
@NullMarked
package cn.estation.appointment.person;

import org.jspecify.annotations.NullMarked;
