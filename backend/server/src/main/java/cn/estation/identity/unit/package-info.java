/** Units that members work for: who looks after their members there, and what each member lets their unit see. */
@NullMarked
package cn.estation.identity.unit;

import org.jspecify.annotations.NullMarked;
