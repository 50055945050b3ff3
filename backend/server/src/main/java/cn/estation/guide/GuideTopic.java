package cn.estation.guide;

/** What a guide is about, as residents look for it. */
enum GuideTopic {
    IDENTITY("户籍证件"),
    MEDICAL("医疗保障"),
    SOCIAL_SECURITY("社保就业"),
    AGEING("养老服务"),
    DISABILITY("残疾人服务"),
    FAMILY("生育入学"),
    HOUSING("住房保障"),
    VETERANS("退役军人"),
    FUNERAL("殡葬服务"),
    DAILY_LIFE("生活服务");

    private final String title;

    GuideTopic(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
