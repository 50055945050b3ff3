package cn.estation.chat.emergency;

import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever needs help now gets a number to call before anything else, and the crew is told. */
@Component
@Order(10)
class EmergencyTalk implements Step {

    private static final Logger log = LoggerFactory.getLogger(EmergencyTalk.class);

    private static final String LOCATED = "位置已发给社区值班人员。请保持电话畅通；危险没有过去，先拨打 110、119 或 120。";
    private static final String TOLD = "我已通知社区值班人员，但不要等他们，请自己先打电话。方便的话，把位置发给我，我转给他们。";
    private static final String UNPLACED = "我不知道您在哪个社区，已通知区里的值班人员。请务必自己先打电话，方便的话把位置发给我。";
    private static final String NOBODY = "现在没能联系上社区值班人员，请务必自己打电话。";
    private static final String NOT_MEANT = "如果不是求助，请换个说法再问一次。社区事务可拨打 12345。";

    private final Alerts alerts;

    EmergencyTalk(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        if (question.kind() == Kind.LOCATION) {
            return located(question);
        }
        return question.hasWords() && question.key().isEmpty()
                ? EmergencyWords.find(question.text()).map(kind -> help(question, kind))
                : Optional.empty();
    }

    @Override
    public boolean alwaysOn() {
        return true;
    }

    private Optional<Reply> located(Question question) {
        var alert = question.before().alertId();
        return alert != null && alerts.locate(question, alert)
                ? Optional.of(Reply.of(Reply.Kind.EMERGENCY, LOCATED))
                : Optional.empty();
    }

    private Reply help(Question question, EmergencyKind kind) {
        var raised = alerts.raise(question, kind);
        log.warn("call for help {}: {}", raised.alertId(), kind);
        return Reply.of(Reply.Kind.EMERGENCY, String.join("\n", kind.first(), kind.then(), promise(raised), NOT_MEANT));
    }

    /** Promises nothing that did not happen. */
    private static String promise(Alerts.Raised raised) {
        if (raised.told() == 0) {
            return NOBODY;
        }
        return raised.placed() ? TOLD : UNPLACED;
    }
}
