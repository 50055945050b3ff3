/** Items and the versions of their guides: how they are kept, drafted, reviewed, published, replaced and taken away. */
@NullMarked
package cn.estation.guide.version;

import org.jspecify.annotations.NullMarked;
