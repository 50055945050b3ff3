package cn.estation.guide.content;

/** What a guide is about, as residents look for it: the national classes for persons, and the one for organisations. */
public enum GuideTopic {
    SOCIAL_INSURANCE("社会保险"),
    MEDICAL_INSURANCE("医疗保险"),
    HOUSING_FUND("住房公积金"),
    HOUSEHOLD("户籍"),
    RESIDENCE_PERMIT("居住证"),
    DISABILITY("残疾人服务"),
    ELDERLY("养老服务"),
    BIRTH("生育收养"),
    EDUCATION("教育入学"),
    HOUSING("住房保障"),
    EMPLOYMENT("就业创业"),
    VETERANS("退役军人"),
    FUNERAL("殡葬服务"),
    MARRIAGE("婚姻登记"),
    RELIEF("社会救助"),
    HEALTH("医疗卫生"),
    TRANSPORT("交通出行"),
    BUSINESS("企业开办与经营"),
    LEGAL("公证法律"),
    COMMUNITY("社区证明与活动"),
    OTHER("其他");

    private final String title;

    GuideTopic(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether guides for this audience may be filed under it. */
    public boolean suits(Audience audience) {
        return switch (this) {
            case BUSINESS -> audience != Audience.PERSON;
            case SOCIAL_INSURANCE, MEDICAL_INSURANCE, HOUSING_FUND, EMPLOYMENT, LEGAL, TRANSPORT, HEALTH, OTHER -> true;
            default -> audience != Audience.ORGANISATION;
        };
    }
}
