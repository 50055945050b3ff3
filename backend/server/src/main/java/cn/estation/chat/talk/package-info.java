/** What is said and how it is answered: the steps in their order, what was said before, and the words of the reply. */
@NullMarked
package cn.estation.chat.talk;

import org.jspecify.annotations.NullMarked;
