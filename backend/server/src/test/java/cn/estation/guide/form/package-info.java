@NullMarked
package cn.estation.guide.form;

import org.jspecify.annotations.NullMarked;
