package cn.estation.identity.roll;

/** What becomes of a row of a unit's list. */
enum RollOutcome {
    CONFIRM("确认报到", "good"),
    SAME("已在册", "idle"),
    WAITING("待本人报到", "wait"),
    CHECK("请人工核对", "info"),
    REFUSED("不能导入", "bad");

    private final String title;
    private final String tone;

    RollOutcome(String title, String tone) {
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
}
