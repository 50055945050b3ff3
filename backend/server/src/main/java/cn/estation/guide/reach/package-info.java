/** Whether what guides name can be reached: phones that staff tried, pages of our own that are there. */
@NullMarked
package cn.estation.guide.reach;

import org.jspecify.annotations.NullMarked;
