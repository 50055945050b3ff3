package cn.estation.guide.content;

/** For whom a guide is written (服务对象). */
public enum Audience {
    PERSON("个人"),
    ORGANISATION("企业和单位"),
    BOTH("个人和单位");

    private final String title;

    Audience(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
