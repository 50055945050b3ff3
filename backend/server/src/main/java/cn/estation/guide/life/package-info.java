/** Life events: what has to be done when a child is born, somebody retires or dies, in order, as a checklist. */
@NullMarked
package cn.estation.guide.life;

import org.jspecify.annotations.NullMarked;
