/** 党群E站: the service behind a community's mini-program, official account and staff console. */
@NullMarked
package cn.estation;

import org.jspecify.annotations.NullMarked;
