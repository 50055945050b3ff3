package cn.estation.chat.miss;

import java.util.Set;

/** How far it is with telling somebody who asked. Told means once, and never again for the same answer. */
public enum AskStatus {
    /** Was answered, or did not need to be. */
    NONE("不用告知"),
    WAITING("等答复"),
    /** There is an answer, and nobody has told them yet. */
    DUE("待告知"),
    /** Being handed to WeChat. */
    SENDING("发送中"),
    SENT("已发客服消息"),
    /** WeChat may have taken it. Never tried again. */
    UNKNOWN("不知是否送达"),
    /** Put among the notices of the mini-program. */
    INBOX("已放进小程序通知"),
    /** Told with the answer to whatever they write next. */
    LATER("等下次来时告知"),
    TOLD("来时已告知"),
    /** Asked without leaving a way to reach them. */
    UNREACHABLE("没有留下联系办法"),
    DISMISSED("不处理");

    private final String title;

    AskStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public Set<AskStatus> next() {
        return switch (this) {
            case NONE, SENT, UNKNOWN, INBOX, TOLD, UNREACHABLE -> Set.of(WAITING);
            case WAITING -> Set.of(DUE, DISMISSED);
            case DUE -> Set.of(SENDING, INBOX, LATER, UNREACHABLE, NONE);
            case SENDING -> Set.of(SENT, UNKNOWN, DUE);
            case LATER -> Set.of(TOLD);
            case DISMISSED -> Set.of(WAITING);
        };
    }

    /** @throws IllegalStateException if no rule leads from here to there: a mistake of ours, not of a person */
    public AskStatus to(AskStatus next) {
        if (!next().contains(next)) {
            throw new IllegalStateException(this + " has no way to " + next);
        }
        return next;
    }
}
