package cn.estation.chat.answer;

import cn.estation.chat.talk.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the chat needs of personal cards: the next question about circumstances, and the card at the end. */
interface PersonalCards {

    record Ask(String id, String text, List<Option> options) {}

    record Option(String id, String text) {}

    /** @param path of the public page */
    record Done(long guideId, long versionId, int version, String title, String text, String path) {}

    /** The question still to be answered; empty at the end of the way, and for a guide that asks nothing. */
    Optional<Ask> next(long guideId, Map<String, String> answers);

    Done card(long guideId, Map<String, String> answers, Question asker);
}
