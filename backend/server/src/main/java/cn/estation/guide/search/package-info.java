/** Text in, ranked guides out: Chinese analysis and an index in memory, without a database. */
@NullMarked
package cn.estation.guide.search;

import org.jspecify.annotations.NullMarked;
