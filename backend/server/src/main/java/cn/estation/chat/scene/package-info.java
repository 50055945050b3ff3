/** Where somebody stands who scanned one of our codes: a service point or a building. */
@NullMarked
package cn.estation.chat.scene;

import org.jspecify.annotations.NullMarked;
