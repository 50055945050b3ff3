@NullMarked
package cn.estation.guide.search;

import org.jspecify.annotations.NullMarked;
