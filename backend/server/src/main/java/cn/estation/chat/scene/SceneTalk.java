package cn.estation.chat.scene;

import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Greets whoever scans one of our codes with where to go from there, and remembers the place for what they ask next. */
@Component
@Order(35)
class SceneTalk implements Step {

    private final Scenes scenes;
    private final Places places;

    SceneTalk(Scenes scenes, Places places) {
        this.scenes = scenes;
        this.places = places;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (question.kind() != Kind.SCAN && question.kind() != Kind.FOLLOW) {
            return Optional.empty();
        }
        return scenes.place(question.key()).map(place -> {
            places.remember(question.person(), place);
            return Reply.of(Reply.Kind.TALK, scenes.greeting(place));
        });
    }
}
