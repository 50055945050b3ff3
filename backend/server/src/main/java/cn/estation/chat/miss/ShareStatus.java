package cn.estation.chat.miss;

/** How it stands with a group of questions in one community. */
public enum ShareStatus {
    NONE("都答上了"),
    OPEN("待处理"),
    MENDING("处理中"),
    ANSWERED("已答复"),
    DISMISSED("不处理");

    private final String title;

    ShareStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
