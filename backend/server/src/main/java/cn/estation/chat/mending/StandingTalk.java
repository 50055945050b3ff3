package cn.estation.chat.mending;

import cn.estation.chat.miss.Questions;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What staff answered once for everybody who asks the same. */
@Component
@Order(48)
class StandingTalk implements Step {

    private final Standing standing;
    private final Questions questions;

    StandingTalk(Standing standing, Questions questions) {
        this.standing = standing;
        this.questions = questions;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (!question.hasWords() || !question.key().isEmpty()) {
            return Optional.empty();
        }
        return standing.find(question.text(), () -> questions.community(question))
                .map(found -> {
                    questions.record(question, found.mending().id());
                    return Reply.of(Reply.Kind.STANDING, found.text());
                });
    }
}
