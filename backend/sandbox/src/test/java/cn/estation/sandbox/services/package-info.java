@NullMarked
package cn.estation.sandbox.services;

import org.jspecify.annotations.NullMarked;
