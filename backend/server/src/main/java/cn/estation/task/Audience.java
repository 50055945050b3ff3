package cn.estation.task;

/** Who may claim a task. */
enum Audience {
    COMMUNITY("本社区报到的党员"),
    ORGANISATION("上级组织范围内报到的党员"),
    EVERYONE("所有居民");

    private final String title;

    Audience(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
