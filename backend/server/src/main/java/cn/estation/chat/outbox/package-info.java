/** What staff and the system say to somebody in a WeChat account, carried there in order and each line at most once. */
@NullMarked
package cn.estation.chat.outbox;

import org.jspecify.annotations.NullMarked;
