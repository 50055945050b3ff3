package cn.estation.chat.emergency;

import cn.estation.chat.talk.ChatSettings;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever needs help now gets a number to call before anything else. */
@Component
@Order(10)
class Emergencies implements Step {

    private static final String HOTLINE = "\n社区事务可拨打 12345。如果不是求助，请换个说法再问一次。";

    private final ChatSettings settings;

    Emergencies(ChatSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        return settings.emergencies().stream()
                .filter(emergency -> emergency.words().stream().anyMatch(question.text()::contains))
                .findFirst()
                .map(emergency -> Reply.of(Reply.Kind.EMERGENCY, emergency.sentence() + HOTLINE));
    }
}
