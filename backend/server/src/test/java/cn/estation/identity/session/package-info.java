@NullMarked
package cn.estation.identity.session;

import org.jspecify.annotations.NullMarked;
