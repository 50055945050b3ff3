package cn.estation.chat.miss;

import java.util.Set;

/** How far it is with telling somebody who asked. Told means once, and never again for the same answer. */
public enum AskStatus {
    /** Was answered, or did not need to be. */
    NONE,
    WAITING,
    /** There is an answer, and nobody has told them yet. */
    DUE,
    /** Being handed to WeChat. */
    SENDING,
    SENT,
    /** WeChat may have taken it. Never tried again. */
    UNKNOWN,
    /** Put among the notices of the mini-program. */
    INBOX,
    /** Told with the answer to whatever they write next. */
    LATER,
    TOLD,
    /** Asked without leaving a way to reach them. */
    UNREACHABLE,
    DISMISSED;

    Set<AskStatus> next() {
        return switch (this) {
            case NONE, SENT, UNKNOWN, INBOX, TOLD, UNREACHABLE -> Set.of(WAITING);
            case WAITING -> Set.of(DUE, DISMISSED);
            case DUE -> Set.of(SENDING, INBOX, LATER, UNREACHABLE, NONE);
            case SENDING -> Set.of(SENT, UNKNOWN, DUE, LATER);
            case LATER -> Set.of(TOLD);
            case DISMISSED -> Set.of(WAITING);
        };
    }
}
