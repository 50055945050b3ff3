/** The people of the demonstration district, for those who play them. */
@NullMarked
package cn.estation.sandbox.demo;

import org.jspecify.annotations.NullMarked;
