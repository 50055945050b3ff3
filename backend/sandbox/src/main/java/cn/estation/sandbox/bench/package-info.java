/** Measures the service over HTTP, beside the least that an answer can cost on the same machine in the same minute. */
@NullMarked
package cn.estation.sandbox.bench;

import org.jspecify.annotations.NullMarked;
