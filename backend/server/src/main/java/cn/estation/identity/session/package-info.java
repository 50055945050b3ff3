/** How residents sign in through the mini-program and stay signed in. */
@NullMarked
package cn.estation.identity.session;

import org.jspecify.annotations.NullMarked;
