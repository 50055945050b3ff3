package cn.estation.wechat.callback;

import java.util.Set;

/** How far a push has come. */
enum Stage {
    /** Taken, and to be answered. */
    RECEIVED,
    /** Nothing to say. */
    SILENT,
    /** There is an answer, and nobody has it yet. */
    ANSWERED,
    /** Answered within the callback. */
    REPLIED,
    /** Being handed over as a customer-service message. */
    SENDING,
    SENT,
    /** WeChat did not take it. */
    REFUSED,
    /** WeChat may have taken it. Never tried again. */
    UNKNOWN;

    Set<Stage> next() {
        return switch (this) {
            case RECEIVED -> Set.of(ANSWERED, SILENT);
            case ANSWERED -> Set.of(REPLIED, SENDING);
            case SENDING -> Set.of(SENT, REFUSED, UNKNOWN, ANSWERED);
            case SILENT, REPLIED, SENT, REFUSED, UNKNOWN -> Set.of();
        };
    }
}
