package cn.estation.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A command of the API that may be sent twice and happens once. The caller's {@code Idempotency-Key} header is required;
 * the whole method runs in one transaction together with the row that remembers the key and the answer.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
