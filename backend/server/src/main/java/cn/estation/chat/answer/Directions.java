package cn.estation.chat.answer;

import cn.estation.chat.talk.Question;
import java.util.Optional;

/** What the chat needs to know of places: where this person goes, from where they are, at this moment. */
interface Directions {

    /** Where to go for a guide, in one to three sentences. */
    Optional<String> to(long guideId, Question asker);

    /** The nearest place of any kind. */
    Optional<String> nearest(Question asker);
}
