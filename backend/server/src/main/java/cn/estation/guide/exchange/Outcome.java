package cn.estation.guide.exchange;

/** What becomes of a row. */
enum Outcome {
    NEW("新建草稿", "good"),
    CHANGED("更新草稿", "info"),
    SAME("没有变化", "idle"),
    KEPT("保留同事的修改", "wait"),
    REFUSED("不能导入", "bad");

    private final String title;
    private final String tone;

    Outcome(String title, String tone) {
        this.title = title;
        this.tone = tone;
    }

    public String title() {
        return title;
    }

    /** How the console colours it. */
    public String tone() {
        return tone;
    }

    /** Whether the guide is written. */
    public boolean writes() {
        return this == NEW || this == CHANGED;
    }
}
