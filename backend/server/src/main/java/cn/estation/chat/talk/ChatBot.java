package cn.estation.chat.talk;

import cn.estation.guide.GuideSearch;
import cn.estation.identity.Residents;
import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.IncomingMessage.Kind;
import cn.estation.wechat.MessageAnswerer;
import cn.estation.wechat.WechatApp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers what people say: in the official account, and in the mini-program. The same words get the same answer. */
@Service
class ChatBot implements MessageAnswerer {

    private static final String TOO_FAST = "您发得太快了，我跟不上。请过一分钟再发。" + Wording.MACHINE;

    private final List<Step> steps;
    private final Residents residents;
    private final Persons persons;
    private final Pace pace;
    private final Wording wording;

    ChatBot(List<Step> steps, Residents residents, Persons persons, Pace pace, Wording wording) {
        this.steps = List.copyOf(steps);
        this.residents = residents;
        this.persons = persons;
        this.pace = pace;
        this.wording = wording;
    }

    @Override
    public @Nullable String answer(IncomingMessage message) {
        if (message.kind() == Kind.UNFOLLOW || message.kind() == Kind.OTHER) {
            return null;
        }
        var person = persons.of(message.app(), message.openid());
        long over = pace.over(person);
        if (over > 0) {
            // Said once: an answer to each message of a flood would be a flood of ours.
            return over == 1 ? TOO_FAST : null;
        }
        var text = Redaction.normalized(message.text());
        var question = new Question(
                message.app(),
                message.openid(),
                residents.residentOf(message.app(), message.openid()).orElse(null),
                message.kind(),
                Redaction.redacted(text),
                text,
                message.key(),
                person);
        return wording.message(reply(question));
    }

    /**
     * Answers in the mini-program.
     *
     * @param person the resident, or where somebody unknown asks from
     * @throws TooFast if there were too many within the minute
     */
    Reply ask(@Nullable Long residentId, String person, String said) {
        if (pace.over(person) > 0) {
            throw new TooFast();
        }
        var text = Redaction.normalized(said);
        var safe = Redaction.redacted(text);
        return reply(new Question(WechatApp.MINI_PROGRAM, null, residentId, Kind.TEXT, safe, text, "", person));
    }

    private Reply reply(Question question) {
        try {
            return steps.stream()
                    .flatMap(step -> step.answer(question).stream())
                    .findFirst()
                    .orElseThrow();
        } catch (GuideSearch.NotReady starting) {
            return Reply.of(Reply.Kind.TALK, starting.sentence());
        }
    }
}
