/** How in-service party members register with a community (报到), and what becomes of it. */
@NullMarked
package cn.estation.identity.registration;

import org.jspecify.annotations.NullMarked;
