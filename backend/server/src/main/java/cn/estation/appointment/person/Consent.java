package cn.estation.appointment.person;

/** On what ground a person's data is kept for an appointment (个人信息保护法 13、14). */
public enum Consent {
    SELF("本人"),
    CARED_FOR("已征得本人同意"),
    ORAL("现场口头同意"),
    PHONE("电话口头同意");

    private final String title;

    Consent(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
