package cn.estation.identity.unit;

/** How much a member lets their unit see; each holds what the one before holds. */
public enum UnitDetail {
    REGISTRATION("报到情况", "本单位组织人员能看到您的姓名、在哪个社区报到、是否在册。"),
    TOTALS("报到情况和每年合计", "除报到情况外，还能看到您每年的服务次数、时长和考评分。"),
    WORKS("报到情况、每年合计和每次服务", "除每年合计外，还能看到每次服务的名称、日期和时长。");

    private final String title;
    private final String explanation;

    UnitDetail(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    public String title() {
        return title;
    }

    /** What it means, to be read before agreeing. */
    public String explanation() {
        return explanation;
    }

    public boolean covers(UnitDetail other) {
        return compareTo(other) >= 0;
    }
}
