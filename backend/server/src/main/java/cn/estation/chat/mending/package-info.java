/** How staff mend what the bot could not answer: with words for a guide, synonyms or a standing answer; and telling who asked. */
@NullMarked
package cn.estation.chat.mending;

import org.jspecify.annotations.NullMarked;
