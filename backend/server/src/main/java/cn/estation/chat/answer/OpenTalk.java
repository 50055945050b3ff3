package cn.estation.chat.answer;

import cn.estation.chat.OpenAnswer;
import cn.estation.chat.scene.Places;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Questions about what is on for everybody, answered by the modules that keep it. */
@Component
@Order(36)
class OpenTalk implements Step {

    private final List<OpenAnswer> answers;
    private final Places places;

    OpenTalk(List<OpenAnswer> answers, Places places) {
        this.answers = answers;
        this.places = places;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (!question.hasWords()) {
            return Optional.empty();
        }
        long community = places.communityOf(question);
        return answers.stream()
                .flatMap(open -> open.answer(question.text(), community == 0 ? null : community).stream())
                .findFirst()
                .map(lines -> Reply.of(Reply.Kind.TALK, lines));
    }
}
