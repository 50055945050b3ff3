package cn.estation.mall.shelf;

/** What is handed over for points. */
public enum ItemKind {
    PHYSICAL("实物"),
    /** A code of a merchant, shown on the phone. */
    VOUCHER("券码"),
    SERVICE("服务");

    private final String title;

    ItemKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
