@NullMarked
package cn.estation.guide.report;

import org.jspecify.annotations.NullMarked;
