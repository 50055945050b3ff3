/** The steps that answer: accounts, complaints, small talk, guides and their circumstances, and the honest last one. */
@NullMarked
package cn.estation.chat.answer;

import org.jspecify.annotations.NullMarked;
