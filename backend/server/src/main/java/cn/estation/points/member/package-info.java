/** What members see of their points: in the mini-program, in the chat, and what staff see on a member's card. */
@NullMarked
package cn.estation.points.member;

import org.jspecify.annotations.NullMarked;
