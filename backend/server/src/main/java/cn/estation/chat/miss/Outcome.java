package cn.estation.chat.miss;

import java.util.Arrays;

/** What came of a question. The names are those of the bot's replies, and three that only the ledger knows. */
public enum Outcome {
    GUIDE("指南答复", true),
    STANDING("固定答复", true),
    CHOICES("让人选", true),
    MISS("不知道", true),
    CHOSEN("选了一项", false),
    MORE("看全文", false),
    CIRCUMSTANCE("问情形", false),
    CARD("材料卡", false),
    PLACE("到哪办", false),
    DESK("转人工", false),
    OFF("已关闭", false),
    ACCOUNT("本人账户", false),
    TALK("寒暄", false),
    FEEDBACK("投诉建议", false),
    EMERGENCY("紧急", false),
    OTHER("其他", false);

    private final String title;
    private final boolean searched;

    Outcome(String title, boolean searched) {
        this.title = title;
        this.searched = searched;
    }

    public String title() {
        return title;
    }

    /** True if somebody asked how something is done: these are compared and counted together. */
    public boolean searched() {
        return searched;
    }

    static Outcome named(String kind) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.name().equals(kind))
                .findFirst()
                .orElse(OTHER);
    }
}
