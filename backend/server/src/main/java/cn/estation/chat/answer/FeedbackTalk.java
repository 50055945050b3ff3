package cn.estation.chat.answer;

import cn.estation.chat.FeedbackIntake;
import cn.estation.chat.talk.Conversation;
import cn.estation.chat.talk.Conversations;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** 投诉建议: asks what it is about, then hands the next message to those who handle it. */
@Component
@Order(20)
class FeedbackTalk implements Step {

    private static final String ASK = "请用一条消息说清是什么事、在哪里、什么时候。我会转给社区工作人员。不想说了，回复“取消”。";
    private static final String MORE = "请再说详细一点：是什么事、在哪里。不想说了，回复“取消”。";
    private static final String CANCELLED = "好的，已取消。";
    private static final String AWAY = "现在收不了留言，请拨打 12345 或直接联系社区。";
    private static final String IN_THE_APP = "请在小程序的“投诉建议”里填写，会有工作人员回复您。急事请拨打 12345。";

    private static final Pattern WISH = Pattern.compile("(我?(要|想)?(投诉|举报|反映问题|反映情况|提?建议|提意见|投诉建议|投诉与建议|留言))[!。,:; ]*");
    private static final Pattern AT_ONCE =
            Pattern.compile("(?:我(?:要|想)(?:投诉|举报|反映|建议|提建议|提意见)|(?:投诉|举报|建议|反映)[:,])[:, ]*(.{6,})");
    private static final Pattern CANCEL = Pattern.compile("(取消|算了|不用了|不说了|没事了?)[!。 ]*");
    private static final int SHORTEST = 4;

    private final Conversations conversations;
    private final ObjectProvider<FeedbackIntake> intake;

    FeedbackTalk(Conversations conversations, ObjectProvider<FeedbackIntake> intake) {
        this.conversations = conversations;
        this.intake = intake;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (question.isMenu("FEEDBACK") || isSaid(question, WISH)) {
            return reply(ask(question));
        }
        if (isSaid(question, AT_ONCE)) {
            return reply(question.isMessage() ? accept(question) : IN_THE_APP);
        }
        return isText(question) && question.before().awaits(Conversation.Awaiting.FEEDBACK)
                ? continued(question)
                : dropped(question);
    }

    @Override
    public boolean alwaysOn() {
        return true;
    }

    private Optional<Reply> continued(Question question) {
        conversations.awaitNothing(question);
        if (CANCEL.matcher(question.text()).matches()) {
            return reply(CANCELLED);
        }
        if (question.original().codePointCount(0, question.original().length()) < SHORTEST) {
            conversations.awaitFeedback(question);
            return reply(MORE);
        }
        return reply(accept(question));
    }

    /** A tap on the menu means something else is wanted now; a picture is asked to be put in words. */
    private Optional<Reply> dropped(Question question) {
        if (question.kind() == Kind.MENU_CLICK && question.before().awaits(Conversation.Awaiting.FEEDBACK)) {
            conversations.awaitNothing(question);
        }
        return Optional.empty();
    }

    private String ask(Question question) {
        if (!question.isMessage()) {
            return IN_THE_APP;
        }
        conversations.awaitFeedback(question);
        return ASK;
    }

    private String accept(Question question) {
        var handler = intake.getIfAvailable();
        var openid = question.openid();
        if (handler == null || openid == null) {
            return AWAY;
        }
        return handler.accept(question.residentId(), question.app(), openid, question.original());
    }

    private static boolean isText(Question question) {
        return question.hasWords();
    }

    private static boolean isSaid(Question question, Pattern pattern) {
        return isText(question) && pattern.matcher(question.text()).matches();
    }

    private static Optional<Reply> reply(String text) {
        return Optional.of(Reply.of(Reply.Kind.FEEDBACK, text));
    }
}
