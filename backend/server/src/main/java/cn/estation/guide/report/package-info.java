/** What residents say is wrong in a guide, and what becomes of it. */
@NullMarked
package cn.estation.guide.report;

import org.jspecify.annotations.NullMarked;
