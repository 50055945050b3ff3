/** How staff get an account, sign in to the console with two factors, and lose it again. */
@NullMarked
package cn.estation.identity.staff;

import org.jspecify.annotations.NullMarked;
