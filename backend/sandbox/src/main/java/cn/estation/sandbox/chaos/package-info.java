/**
 * A whole deployment that is used as people use it while it is being killed, and a model that says beforehand what each
 * command must answer.
 */
@NullMarked
package cn.estation.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
