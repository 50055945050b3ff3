package cn.estation.chat;

/**
 * What a resident asked before has an answer now, and there was no other way to tell them.
 *
 * @param source unique for the resident and the answer
 * @param title of the guide or the standing answer: nothing personal
 */
public record QuestionAnswered(long residentId, String source, String title) {}
