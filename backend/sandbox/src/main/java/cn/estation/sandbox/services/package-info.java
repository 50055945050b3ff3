/** The real services a laptop or a test run brings along: MariaDB and Redis, on the loopback interface only. */
@NullMarked
package cn.estation.sandbox.services;

import org.jspecify.annotations.NullMarked;
