package cn.estation.task;

/** How the publisher or the resident served finds the work. */
enum Verdict {
    PASS("通过"),
    PART("部分通过"),
    FAIL("未通过"),
    UNANSWERED("无人评价，按低一级结算");

    private final String title;

    Verdict(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
