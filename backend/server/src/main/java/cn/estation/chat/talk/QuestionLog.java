package cn.estation.chat.talk;

/** Keeps every question with what came of it. */
public interface QuestionLog {

    /**
     * Keeps a question, inside the transaction of its answer.
     *
     * @return its number; 0 if nothing was asked
     */
    long record(Question question, Reply reply);
}
