package cn.estation.task.signal;

/** What can be worth a look. None of it proves anything. */
enum SignalKind {
    ONE_DEVICE("一部手机多人签到"),
    OVERLAP("时间重叠"),
    SAME_PERSON("评价人与服务人有往来"),
    OWN_WORD("只凭本人说明的占比高");

    private final String title;

    SignalKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
