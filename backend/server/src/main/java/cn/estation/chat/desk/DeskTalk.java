package cn.estation.chat.desk;

import cn.estation.chat.talk.Conversation;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** While a person has the word, what is said goes to them and not to the bot; and the way there and back. */
@Component
@Order(15)
class DeskTalk implements Step {

    private static final String END = "[啊呀吧了哦!。,~ ]*";
    private static final Pattern WISH = Pattern.compile(
            "(我?(要|想)?(转接?|接|找|叫|换|要)?(一下)?(人工|真人)(客服|服务|坐席)?|(我?(要|想)?)?(转|找|叫|联系|接)(个|一个|一下)?(人|工作人员|客服|社区的人|社区工作人员)|有人吗.*人工)"
                    + END);
    private static final Pattern BACK = Pattern.compile("(结束|结束对话|返回|回到机器人|机器人|不排了|不等了|取消(排队)?|再见|拜拜)" + END);
    private static final Pattern MESSAGE = Pattern.compile("(留言|我要留言|改(为|成)留言)" + END);
    private static final Pattern CANCEL = Pattern.compile("(取消|算了|不用了|不留了|没事了?)" + END);

    private static final String SIGN_IN = "请先登录小程序，再回复“转人工”；也可以拨打社区电话或 12345。";
    private static final String BACK_TO_BOT = "好的，回到机器人。还要找人，回复“转人工”。";
    private static final String SENT = "已发给工作人员，请稍候。";
    private static final String KEPT = "已记下，工作人员接待您时会看到。";
    private static final String NO_PICTURES = "工作人员在这里看不到图片、语音和表情，请用文字说。";

    private final Desk desk;
    private final Conversations conversations;

    DeskTalk(Desk desk, Conversations conversations) {
        this.desk = desk;
        this.conversations = conversations;
    }

    @Override
    public boolean alwaysOn() {
        return true;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (!question.isConversation()) {
            return isSaid(question, WISH) ? reply(SIGN_IN) : Optional.empty();
        }
        if (question.before().awaits(Conversation.Awaiting.NOTE) && question.hasWords()) {
            return reply(note(question));
        }
        var open = desk.open(question.person());
        if (open.isPresent() && open.get().status() != HandoverStatus.MESSAGE) {
            return isForPeople(question) ? Optional.of(passedOn(question, open.get())) : Optional.empty();
        }
        open.filter(message -> question.hasWords()).ifPresent(desk::heard);
        return isSaid(question, WISH) || question.isMenu("PERSON") ? reply(desk.request(question)) : Optional.empty();
    }

    private String note(Question question) {
        if (CANCEL.matcher(question.text()).matches()) {
            conversations.awaitNothing(question);
            return "好的，不留言了。";
        }
        return desk.note(question);
    }

    private Reply passedOn(Question question, Handover handover) {
        if (isSaid(question, BACK)) {
            desk.leave(handover);
            return Reply.of(Reply.Kind.DESK, BACK_TO_BOT);
        }
        if (handover.status() == HandoverStatus.WAITING && isSaid(question, MESSAGE)) {
            return Reply.of(Reply.Kind.DESK, desk.leaveMessage(handover));
        }
        desk.heard(handover);
        if (!question.hasWords()) {
            return Reply.of(Reply.Kind.DESK, NO_PICTURES);
        }
        if (isSaid(question, WISH)) {
            return Reply.of(Reply.Kind.DESK, desk.position(handover));
        }
        if (handover.status() == HandoverStatus.WAITING) {
            return Reply.of(Reply.Kind.DESK, KEPT);
        }
        return question.isMessage() ? Reply.silent() : Reply.of(Reply.Kind.DESK, SENT);
    }

    private static boolean isForPeople(Question question) {
        return question.kind() != Kind.MENU_CLICK && question.kind() != Kind.FOLLOW && question.kind() != Kind.SCAN;
    }

    private static boolean isSaid(Question question, Pattern pattern) {
        return question.hasWords() && pattern.matcher(question.text()).matches();
    }

    private static Optional<Reply> reply(String text) {
        return Optional.of(Reply.of(Reply.Kind.DESK, text));
    }
}
