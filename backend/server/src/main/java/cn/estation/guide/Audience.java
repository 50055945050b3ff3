package cn.estation.guide;

/** For whom a guide is written. */
enum Audience {
    EVERYONE("所有居民"),
    OLDER_PEOPLE("老年人"),
    FAMILIES("有孩子的家庭"),
    WORKERS("在职与求职人员"),
    DISABLED_PEOPLE("残疾人"),
    VETERANS("退役军人");

    private final String title;

    Audience(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
