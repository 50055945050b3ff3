package cn.estation.chat.desk;

import java.util.Set;

/** How far a hand-over has come. */
enum HandoverStatus {
    WAITING("排队"),
    TALKING("对话中"),
    /** Left for when people are back; the bot goes on answering meanwhile. */
    MESSAGE("留言"),
    CLOSED("已结束");

    private final String title;

    HandoverStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** TALKING to TALKING is a colleague taking over. */
    Set<HandoverStatus> next() {
        return switch (this) {
            case WAITING -> Set.of(TALKING, MESSAGE, CLOSED);
            case TALKING -> Set.of(TALKING, WAITING, CLOSED);
            case MESSAGE -> Set.of(TALKING, CLOSED);
            case CLOSED -> Set.of();
        };
    }
}
