/** The hall people wait in: its rules, lines and desks, the code at its door, and the screen on its wall. */
@NullMarked
package cn.estation.appointment.hall;

import org.jspecify.annotations.NullMarked;
