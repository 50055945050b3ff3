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

    private static final String TOO_FAST = "您发得太快了，我跟不上。请过一分钟再发。急事请直接拨打 110、119、120。" + Wording.MACHINE;
    private static final String OFF = "机器人暂停服务。办事请到社区服务中心或拨打 12345；想找工作人员，请回复“转人工”；有意见请回复“投诉建议”。";

    private final List<Step> steps;
    private final Residents residents;
    private final Persons persons;
    private final Conversations conversations;
    private final Lines lines;
    private final Switches switches;
    private final Pace pace;
    private final Wording wording;
    private final QuestionLog log;
    private final Owed owed;
    private final List<Heard> heard;

    ChatBot(
            List<Step> steps,
            Residents residents,
            Persons persons,
            Conversations conversations,
            Lines lines,
            Switches switches,
            Pace pace,
            Wording wording,
            QuestionLog log,
            Owed owed,
            List<Heard> heard) {
        this.steps = List.copyOf(steps);
        this.residents = residents;
        this.persons = persons;
        this.conversations = conversations;
        this.lines = lines;
        this.switches = switches;
        this.pace = pace;
        this.wording = wording;
        this.log = log;
        this.owed = owed;
        this.heard = List.copyOf(heard);
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
        var resident = residents.residentOf(message.app(), message.openid()).orElse(null);
        boolean place = message.kind() == Kind.LOCATION;
        var reply = reply(new Said(
                        message.app(),
                        message.openid(),
                        resident,
                        message.kind(),
                        place ? "" : message.text(),
                        message.key(),
                        person,
                        place ? Spot.of(message.text()).orElse(null) : null))
                .reply();
        return reply.text().isBlank() ? null : wording.message(reply);
    }

    /**
     * Answers in the mini-program.
     *
     * @param person the resident, or where somebody unknown asks from
     * @param key of a choice that was tapped; empty if none was
     * @throws TooFast if there were too many within the minute
     */
    Answered ask(@Nullable Long residentId, String person, String said, String key, @Nullable Spot spot) {
        if (pace.over(person) > 0) {
            throw new TooFast();
        }
        var kind = spot == null ? Kind.TEXT : Kind.LOCATION;
        return reply(new Said(WechatApp.MINI_PROGRAM, null, residentId, kind, said, key, person, spot));
    }

    /** @param questionId 0 if nothing was asked */
    record Answered(long questionId, Reply reply) {}

    private Answered reply(Said said) {
        if (said.openid() == null && said.residentId() == null) {
            var question = said.question(Conversation.NONE);
            var reply = found(question);
            return new Answered(log.record(question, reply), reply);
        }
        var held = conversations.hold(said.person(), said.residentId());
        var question = said.question(held.conversation());
        heard.forEach(one -> one.heard(question));
        var found = found(question);
        long number = log.record(question, found);
        var reply = owing(question, found);
        lines.keep(question, held.place(), reply, wording.plain(reply));
        return new Answered(number, reply);
    }

    /** What this person was owed from before comes first, unless a person has the word. */
    private Reply owing(Question question, Reply reply) {
        return reply.text().isBlank()
                ? reply
                : owed.owed(question).map(reply::after).orElse(reply);
    }

    private Reply found(Question question) {
        boolean off = switches.isOff(question.app());
        try {
            return steps.stream()
                    .filter(step -> !off || step.alwaysOn())
                    .flatMap(step -> step.answer(question).stream())
                    .findFirst()
                    .orElseGet(() -> Reply.of(Reply.Kind.OFF, OFF));
        } catch (GuideSearch.NotReady starting) {
            return Reply.of(Reply.Kind.TALK, starting.sentence());
        }
    }

    /** What came in, before it is known what was said before. */
    private record Said(
            WechatApp app,
            @Nullable String openid,
            @Nullable Long residentId,
            Kind kind,
            String original,
            String key,
            String person,
            @Nullable Spot spot) {

        Question question(Conversation before) {
            var safe = Redaction.redacted(Redaction.normalized(original));
            return new Question(app, openid, residentId, kind, safe, original.strip(), key, person, spot, before);
        }
    }
}
