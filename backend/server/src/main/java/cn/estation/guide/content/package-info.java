/** Everything a guide says: the national field set (GB/T 39554.1 实施清单) and what a community adds, as plain records. */
@NullMarked
package cn.estation.guide.content;

import org.jspecify.annotations.NullMarked;
